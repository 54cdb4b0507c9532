package io.beltline.components.bulk;

import io.beltline.model.Slice;
import io.beltline.transport.http.HttpReply;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The words of an answer that is no success: {@code {"error":{"type":...,"reason":...}}}. */
final class EngineError {
  private static final JsonFactory JSON = new JsonFactory();

  private EngineError() {}

  /** Type and reason, or what text there is. */
  static String words(HttpReply.Response response) {
    String type = response.header("content-type");
    String words = ofJson(response.body()); // proxies do not always say that it is JSON
    if (!words.isEmpty()) {
      return words;
    }
    boolean readable = type.startsWith("text/plain") || type.contains("json");
    return readable ? response.body().toUtf8().strip() : "";
  }

  private static String ofJson(Slice body) {
    String type = "";
    String reason = "";
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), body.array(), body.offset(), body.length())) {
      int depth = 0;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.VALUE_STRING && depth == 2) {
          String name = String.valueOf(json.currentName());
          type = name.equals("type") ? json.getString() : type;
          reason = name.equals("reason") ? json.getString() : reason;
        }
      }
    } catch (JacksonException malformed) {
      return "";
    }
    return type.isEmpty() ? reason : reason.isEmpty() ? type : type + ": " + reason;
  }
}
