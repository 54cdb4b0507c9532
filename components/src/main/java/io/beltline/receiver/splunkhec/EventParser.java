package io.beltline.receiver.splunkhec;

import io.beltline.components.otlp.JsonValues;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads JSON objects that follow each other, each an event. One thread, one request.
 *
 * @see <a
 *     href="https://docs.splunk.com/Documentation/Splunk/latest/Data/FormateventsforHTTPEventCollector">the
 *     format</a>
 */
final class EventParser {
  private static final int REQUIRED = 12;
  private static final int BLANK = 13;
  private static final int FIELDS = 15;

  private final Room room;
  private int number;

  EventParser(Room room) {
    this.room = room;
  }

  /**
   * Reads a body.
   *
   * @throws InvalidEventException if it is none, or an event of it is
   */
  void read(Slice body, Consumer<HecEvent> events) {
    try (JsonParser json = JsonValues.parser(body)) {
      while (json.nextToken() != null) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
          throw new InvalidEventException("Invalid data format", HecAnswers.INVALID, number);
        }
        events.accept(event(json));
        number++;
      }
    } catch (JacksonException | NumberFormatException malformed) {
      throw new InvalidEventException("Invalid data format", HecAnswers.INVALID, number);
    }
  }

  private HecEvent event(JsonParser json) {
    Map<String, @Nullable Object> parts = parts(json);
    Object event = parts.get("event");
    if (event == null) {
      throw new InvalidEventException("Event field is required", REQUIRED, number);
    }
    if (event.equals("")) {
      throw new InvalidEventException("Event field cannot be blank", BLANK, number);
    }
    return new HecEvent(
        event,
        fields(parts.get("fields")),
        text(parts, "host"),
        text(parts, "source"),
        text(parts, "sourcetype"),
        text(parts, "index"),
        time(parts.get("time")));
  }

  /** The parts of an event; its time as it is written, since it has more digits than a double. */
  private Map<String, @Nullable Object> parts(JsonParser json) {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      boolean number = json.nextToken().isNumeric();
      parts.put(
          name, number && name.equals("time") ? json.getString() : JsonValues.value(json, room));
    }
    return parts;
  }

  private Map<String, @Nullable Object> fields(@Nullable Object written) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (written instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (value instanceof Map || (value instanceof List<?> list && !isFlat(list))) {
              throw new InvalidEventException("Error in handling indexed fields", FIELDS, number);
            }
            fields.put(String.valueOf(key), value);
          });
    } else if (written != null) {
      throw new InvalidEventException("Error in handling indexed fields", FIELDS, number);
    }
    return fields;
  }

  private static boolean isFlat(List<?> list) {
    return list.stream().noneMatch(one -> one instanceof Map || one instanceof List);
  }

  private String text(Map<String, @Nullable Object> parts, String name) {
    Object value = parts.get(name);
    if (value != null && !(value instanceof String)) {
      throw new InvalidEventException("Invalid data format", HecAnswers.INVALID, number);
    }
    return value == null ? "" : (String) value;
  }

  private long time(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case String text -> HecTime.nanos(text);
      default -> throw new InvalidEventException("Invalid data format", HecAnswers.INVALID, number);
    };
  }
}
