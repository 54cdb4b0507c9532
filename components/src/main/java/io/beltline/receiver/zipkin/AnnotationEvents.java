package io.beltline.receiver.zipkin;

import io.beltline.components.otlp.Room;
import io.beltline.components.traces.Attributes;
import io.beltline.components.traces.SpanFields;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.zipkin.ZipkinSpan.Annotation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of annotations. Exporters of OpenTelemetry write an event's attributes into the text
 * as JSON, in one of two forms: {@code "name": {...}} or {@code name|{...}|dropped}.
 */
final class AnnotationEvents {
  private record Event(String name, Map<String, Value> attributes, int dropped) {}

  private AnnotationEvents() {}

  /** Writes the event. A text of neither form is its name. */
  static void write(WireWriter out, Annotation annotation, Room room) {
    Event event = quoted(annotation.value(), room);
    if (event == null) {
      event = barred(annotation.value(), room);
    }
    int mark = out.begin(SpanFields.EVENTS);
    if (annotation.timestamp() != 0) {
      out.fixed64(SpanFields.EVENT_TIME, annotation.timestamp() * 1000);
    }
    out.string(SpanFields.EVENT_NAME, event == null ? annotation.value() : event.name());
    if (event != null) {
      event
          .attributes()
          .forEach((key, value) -> Attributes.value(out, SpanFields.EVENT_ATTRIBUTES, key, value));
      if (event.dropped() != 0) {
        out.varint(SpanFields.EVENT_DROPPED_ATTRIBUTES, event.dropped() & 0xffffffffL);
      }
    }
    out.end(mark);
  }

  private static @Nullable Event quoted(String text, Room room) {
    int middle = text.startsWith("\"") ? text.indexOf("\": {") : -1;
    Map<String, Value> attributes =
        middle < 1 ? null : JsonAttributes.read(text.substring(middle + 3), room);
    return attributes == null ? null : new Event(text.substring(1, middle), attributes, 0);
  }

  private static @Nullable Event barred(String text, Room room) {
    int first = text.indexOf('|');
    int last = text.lastIndexOf('|');
    Map<String, Value> attributes =
        first < 0 || first == last
            ? null
            : JsonAttributes.read(text.substring(first + 1, last), room);
    if (attributes == null) {
      return null;
    }
    try {
      int dropped = Integer.parseUnsignedInt(text.substring(last + 1));
      return new Event(text.substring(0, first), attributes, dropped);
    } catch (NumberFormatException noCount) {
      return null;
    }
  }
}
