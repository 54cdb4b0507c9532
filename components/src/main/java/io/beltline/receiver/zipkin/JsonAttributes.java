package io.beltline.receiver.zipkin;

import io.beltline.components.json.JsonInput;
import io.beltline.model.otlp.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Attributes that stand in a text as a JSON object. */
final class JsonAttributes {
  /** Deeper ones stay text: a level of JSON is three of OTLP, which has a limit too. */
  private static final int DEEPEST = 16;

  private static final JsonFactory FACTORY = JsonInput.nesting(DEEPEST);

  private JsonAttributes() {}

  /** The members of the object in their order; null if the text is no such object. */
  static @Nullable Map<String, Value> read(String text) {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return null;
    }
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      Map<String, Value> members = members(json);
      return json.nextToken() == null ? members : null;
    } catch (JacksonException noJson) {
      return null;
    }
  }

  private static Map<String, Value> members(JsonParser json) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      members.put(name, value(json));
    }
    return members;
  }

  private static Value value(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> Value.of(json.getString());
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NUMBER_INT -> whole(json);
      case VALUE_NUMBER_FLOAT -> Value.of(json.getDoubleValue());
      case START_OBJECT -> Value.of(members(json));
      case START_ARRAY -> elements(json);
      case null, default -> Value.EMPTY;
    };
  }

  private static Value whole(JsonParser json) {
    return switch (json.getNumberType()) {
      case INT, LONG -> Value.of(json.getLongValue());
      default -> Value.of(json.getDoubleValue());
    };
  }

  private static Value elements(JsonParser json) {
    List<Value> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(json));
    }
    return Value.of(elements);
  }
}
