package io.beltline.exporter.elasticsearch;

import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The answer to the question which privileges credentials have. */
final class Privileges {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int PRIVILEGE = 3;

  private Privileges() {}

  /** What is missing, each as {@code privilege on index}; nothing if the answer is none. */
  static List<String> missing(Slice body) {
    List<String> missing = new ArrayList<>();
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), body.array(), body.offset(), body.length())) {
      List<String> path = new ArrayList<>();
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isStructStart()) {
          path.add(String.valueOf(json.streamReadContext().getParent().currentName()));
        } else if (token.isStructEnd()) {
          path.removeLast();
        } else if (token == JsonToken.VALUE_FALSE
            && path.size() == PRIVILEGE
            && path.get(1).equals("index")) {
          missing.add(json.currentName() + " on " + path.get(2));
        }
      }
    } catch (JacksonException malformed) {
      return List.of();
    }
    return missing;
  }
}
