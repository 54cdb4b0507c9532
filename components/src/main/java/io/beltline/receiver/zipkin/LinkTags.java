package io.beltline.receiver.zipkin;

import io.beltline.components.otlp.Room;
import io.beltline.components.traces.Attributes;
import io.beltline.components.traces.Ids;
import io.beltline.components.traces.SpanFields;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;
import java.util.Map;

/**
 * Links, which exporters of OpenTelemetry write as tags {@code otlp.link.0}, {@code otlp.link.1},
 * ...: trace id, span id, trace state, attributes as JSON and their dropped count, with bars
 * between.
 */
final class LinkTags {
  private static final int PARTS = 5;

  private LinkTags() {}

  /** Writes the links and takes their tags away; a tag of another form stays one. */
  static void write(WireWriter out, Map<String, Tag> tags, Room room) {
    for (int i = 0; ; i++) {
      String key = "otlp.link." + i;
      Tag tag = tags.get(key);
      if (tag == null) {
        return;
      }
      if (link(out, tag.text(), room)) {
        tags.remove(key);
      }
    }
  }

  private static boolean link(WireWriter out, String text, Room room) {
    int last = text.lastIndexOf('|');
    String[] head = last < 0 ? new String[0] : text.substring(0, last).split("\\|", PARTS - 1);
    if (head.length < PARTS - 1) {
      return false;
    }
    Map<String, Value> attributes = JsonAttributes.read(head[3], room);
    if (attributes == null || !isId(head[0], 32) || !isId(head[1], 16)) {
      return false;
    }
    int dropped;
    try {
      dropped = Integer.parseUnsignedInt(text.substring(last + 1));
    } catch (NumberFormatException noCount) {
      return false;
    }
    int mark = out.begin(SpanFields.LINKS);
    ids(out, head[0], head[1]);
    if (!head[2].isEmpty()) {
      out.string(SpanFields.LINK_TRACE_STATE, head[2]);
    }
    attributes.forEach(
        (key, value) -> Attributes.value(out, SpanFields.LINK_ATTRIBUTES, key, value));
    if (dropped != 0) {
      out.varint(SpanFields.LINK_DROPPED_ATTRIBUTES, dropped & 0xffffffffL);
    }
    out.end(mark);
    return true;
  }

  private static void ids(WireWriter out, String trace, String span) {
    if (!trace.isEmpty()) {
      Ids.trace(
          out,
          SpanFields.LINK_TRACE_ID,
          Checks.id(trace, 0, 16, "traceId"),
          Checks.id(trace, 16, 32, "traceId"));
    }
    if (!span.isEmpty()) {
      Ids.span(out, SpanFields.LINK_SPAN_ID, Checks.id(span, 0, 16, "id"));
    }
  }

  private static boolean isId(String text, int digits) {
    if (text.isEmpty()) {
      return true;
    }
    try {
      Checks.id(text, 0, text.length(), "id");
    } catch (MalformedTelemetryException noId) {
      return false;
    }
    return text.length() == digits;
  }
}
