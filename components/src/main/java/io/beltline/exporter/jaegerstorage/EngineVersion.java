package io.beltline.exporter.jaegerstorage;

import io.beltline.model.Slice;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Which engine answers.
 *
 * @param openSearch whether it is OpenSearch
 * @param major its major version, 0 if that is not known
 */
record EngineVersion(boolean openSearch, int major) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int OPEN_SEARCH = 100;

  /** What {@code version} names. */
  static EngineVersion of(int configured) {
    return configured > OPEN_SEARCH
        ? new EngineVersion(true, configured - OPEN_SEARCH)
        : new EngineVersion(false, configured);
  }

  /** What the answer to a question for the root says. */
  static EngineVersion read(Slice body) {
    boolean openSearch = false;
    int major = 0;
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), body.array(), body.offset(), body.length())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_STRING && "distribution".equals(json.currentName())) {
          openSearch = json.getString().equals("opensearch");
        } else if (token == JsonToken.VALUE_STRING && "number".equals(json.currentName())) {
          major = major(json.getString());
        }
      }
    } catch (JacksonException malformed) {
      return new EngineVersion(false, 0);
    }
    return new EngineVersion(openSearch, major);
  }

  private static int major(String number) {
    int dot = number.indexOf('.');
    try {
      return Integer.parseInt(dot < 0 ? number : number.substring(0, dot));
    } catch (NumberFormatException unknown) {
      return 0;
    }
  }

  /** Whether templates are made by the older question, as Jaeger does it for the engine. */
  boolean usesOlderTemplates() {
    return openSearch || major == 7;
  }
}
