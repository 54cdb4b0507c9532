package io.beltline.exporter.elasticsearch;

import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An index template of a cluster.
 *
 * @param name its name
 * @param patterns which indices it is for
 * @param priority which of several counts
 * @param makesDataStreams whether it makes data streams
 */
record IndexTemplate(String name, List<String> patterns, long priority, boolean makesDataStreams) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The one that counts for an index, or null if there is none. */
  static @Nullable IndexTemplate of(String index, List<IndexTemplate> templates) {
    IndexTemplate best = null;
    for (IndexTemplate template : templates) {
      boolean matches = template.patterns.stream().anyMatch(pattern -> matches(pattern, index));
      if (matches && (best == null || template.priority > best.priority)) {
        best = template;
      }
    }
    return best;
  }

  private static boolean matches(String pattern, String index) {
    StringBuilder regex = new StringBuilder();
    for (String literal : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.matches(regex.toString(), index);
  }

  /** Reads the answer to a question for index templates; none if it is none. */
  static List<IndexTemplate> read(Slice body) {
    List<IndexTemplate> found = new ArrayList<>();
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), body.array(), body.offset(), body.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return found;
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = "index_templates".equals(json.currentName());
        if (json.nextToken() == JsonToken.START_ARRAY && wanted) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            found.add(one(json));
          }
        } else {
          json.skipChildren();
        }
      }
    } catch (JacksonException malformed) {
      return List.of();
    }
    return found;
  }

  private static IndexTemplate one(JsonParser json) {
    String name = "";
    IndexTemplate inner = new IndexTemplate("", List.of(), 0, false);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      if (key.equals("name") && value == JsonToken.VALUE_STRING) {
        name = json.getString();
      } else if (key.equals("index_template") && value == JsonToken.START_OBJECT) {
        inner = content(json);
      } else {
        json.skipChildren();
      }
    }
    return new IndexTemplate(name, inner.patterns, inner.priority, inner.makesDataStreams);
  }

  private static IndexTemplate content(JsonParser json) {
    List<String> patterns = new ArrayList<>();
    long priority = 0;
    boolean dataStreams = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      if (key.equals("index_patterns") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          patterns.add(json.getString());
        }
      } else if (key.equals("priority") && value == JsonToken.VALUE_NUMBER_INT) {
        priority = json.getLongValue();
      } else {
        dataStreams |= key.equals("data_stream") && value == JsonToken.START_OBJECT;
        json.skipChildren();
      }
    }
    return new IndexTemplate("", patterns, priority, dataStreams);
  }
}
