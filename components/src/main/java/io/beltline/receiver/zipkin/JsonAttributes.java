package io.beltline.receiver.zipkin;

import io.beltline.components.json.JsonInput;
import io.beltline.components.otlp.Room;
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

/** Reads attributes that stand in a text as a JSON object. For one thread and one text. */
final class JsonAttributes {
  /** Deeper ones stay text: a level of JSON is three of OTLP, which has a limit too. */
  private static final int DEEPEST = 16;

  private static final JsonFactory FACTORY = JsonInput.nesting(DEEPEST);

  /** What a value takes with its place in a list and what it is made with, beside its text. */
  private static final int VALUE_ROOM = 112;

  private final JsonParser json;
  private final Room room;

  private JsonAttributes(JsonParser json, Room room) {
    this.json = json;
    this.room = room;
  }

  /**
   * The members of the object in their order; null if the text is no such object.
   *
   * @param room for what is made of the text
   * @throws Room.NoRoomException if there is none
   */
  static @Nullable Map<String, Value> read(String text, Room room) {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return null;
    }
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      Map<String, Value> members = new JsonAttributes(json, room).members();
      return json.nextToken() == null ? members : null;
    } catch (JacksonException noJson) {
      return null;
    }
  }

  private Map<String, Value> members() {
    Map<String, Value> members = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      room.take(ZipkinSpan.TAG_ROOM + name.length());
      members.put(name, value());
    }
    return members;
  }

  private Value value() {
    return switch (json.currentToken()) {
      case VALUE_STRING -> text();
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NUMBER_FLOAT -> Value.of(json.getDoubleValue());
      case START_OBJECT -> Value.of(members());
      case START_ARRAY -> elements();
      case null, default -> Value.EMPTY;
    };
  }

  private Value text() {
    String text = json.getString();
    room.take(text.length());
    return Value.of(text);
  }

  private Value whole() {
    return switch (json.getNumberType()) {
      case INT, LONG -> Value.of(json.getLongValue());
      default -> Value.of(json.getDoubleValue());
    };
  }

  private Value elements() {
    List<Value> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      room.take(VALUE_ROOM);
      elements.add(value());
    }
    return Value.of(elements);
  }
}
