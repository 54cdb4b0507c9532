package io.beltline.ottl.context;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.List;
import java.util.Locale;

/**
 * The fields of spans, their events and links.
 *
 * <p>Source: pkg/ottl/contexts/ottlspan, ottlspanevent and ottlspanlink of
 * open-telemetry/opentelemetry-collector-contrib.
 */
final class SpanPaths {
  private static final List<String> KINDS =
      List.of("Unspecified", "Internal", "Server", "Client", "Producer", "Consumer");

  static final List<Field> SPAN =
      List.of(
          id("trace_id", false),
          id("trace_id.string", true),
          Fields.id(
              "span_id", ValueKind.SPAN_ID, x -> x.span().spanId(), (x, v) -> x.span().spanId(v)),
          Fields.hexId(
              "span_id.string",
              ValueKind.SPAN_ID,
              x -> x.span().spanId(),
              (x, v) -> x.span().spanId(v)),
          Fields.id(
              "parent_span_id",
              ValueKind.SPAN_ID,
              x -> x.span().parentSpanId(),
              (x, v) -> x.span().parentSpanId(v)),
          Fields.hexId(
              "parent_span_id.string",
              ValueKind.SPAN_ID,
              x -> x.span().parentSpanId(),
              (x, v) -> x.span().parentSpanId(v)),
          new TraceStateField(),
          Fields.text("name", x -> x.span().nameUtf8(), (x, v) -> x.span().name(v)),
          Fields.integer("kind", x -> x.span().kind(), (x, v) -> x.span().kind((int) v)),
          kindWord("kind.string", false),
          kindWord("kind.deprecated_string", true),
          Fields.integer(
              "start_time_unix_nano",
              x -> x.span().startTimeUnixNano(),
              (x, v) -> x.span().startTimeUnixNano(v)),
          Fields.time(
              "start_time",
              x -> x.span().startTimeUnixNano(),
              (x, v) -> x.span().startTimeUnixNano(v)),
          Fields.integer(
              "end_time_unix_nano",
              x -> x.span().endTimeUnixNano(),
              (x, v) -> x.span().endTimeUnixNano(v)),
          Fields.time(
              "end_time", x -> x.span().endTimeUnixNano(), (x, v) -> x.span().endTimeUnixNano(v)),
          Fields.integer(
              "flags",
              x -> Integer.toUnsignedLong(x.span().flags()),
              (x, v) -> x.span().flags((int) v)),
          Fields.map("attributes", x -> x.span().attributes()),
          Fields.integer(
              "dropped_attributes_count",
              x -> Integer.toUnsignedLong(x.span().droppedAttributesCount()),
              (x, v) -> x.span().droppedAttributesCount((int) v)),
          Messages.all("events", "events", x -> x.span().events(), x -> x.span().clearEvents()),
          Fields.integer(
              "dropped_events_count",
              x -> Integer.toUnsignedLong(x.span().droppedEventsCount()),
              (x, v) -> x.span().droppedEventsCount((int) v)),
          Messages.all("links", "links", x -> x.span().links(), x -> x.span().clearLinks()),
          Fields.integer(
              "dropped_links_count",
              x -> Integer.toUnsignedLong(x.span().droppedLinksCount()),
              (x, v) -> x.span().droppedLinksCount((int) v)),
          Messages.one("status", x -> x.span().status()),
          Fields.integer(
              "status.code",
              x -> x.span().status().code(),
              (x, v) -> x.span().status().code((int) v)),
          Fields.text(
              "status.message",
              x -> x.span().status().messageUtf8(),
              (x, v) -> x.span().status().message(v)));

  static final List<Field> EVENT =
      List.of(
          Fields.integer(
              "time_unix_nano", x -> x.event().timeUnixNano(), (x, v) -> x.event().timeUnixNano(v)),
          Fields.time("time", x -> x.event().timeUnixNano(), (x, v) -> x.event().timeUnixNano(v)),
          Fields.text("name", x -> x.event().nameUtf8(), (x, v) -> x.event().name(v)),
          Fields.map("attributes", x -> x.event().attributes()),
          Fields.integer(
              "dropped_attributes_count",
              x -> Integer.toUnsignedLong(x.event().droppedAttributesCount()),
              (x, v) -> x.event().droppedAttributesCount((int) v)),
          Fields.readOnly("event_index", ValueKind.INT, (x, out) -> out.integer(x.eventIndex())));

  static final List<Field> LINK =
      List.of(
          Fields.id(
              "trace_id",
              ValueKind.TRACE_ID,
              x -> x.link().traceId(),
              (x, v) -> x.link().traceId(v)),
          Fields.hexId(
              "trace_id.string",
              ValueKind.TRACE_ID,
              x -> x.link().traceId(),
              (x, v) -> x.link().traceId(v)),
          Fields.id(
              "span_id", ValueKind.SPAN_ID, x -> x.link().spanId(), (x, v) -> x.link().spanId(v)),
          Fields.hexId(
              "span_id.string",
              ValueKind.SPAN_ID,
              x -> x.link().spanId(),
              (x, v) -> x.link().spanId(v)),
          Fields.text(
              "trace_state", x -> x.link().traceStateUtf8(), (x, v) -> x.link().traceState(v)),
          Fields.integer(
              "flags",
              x -> Integer.toUnsignedLong(x.link().flags()),
              (x, v) -> x.link().flags((int) v)),
          Fields.map("attributes", x -> x.link().attributes()),
          Fields.integer(
              "dropped_attributes_count",
              x -> Integer.toUnsignedLong(x.link().droppedAttributesCount()),
              (x, v) -> x.link().droppedAttributesCount((int) v)));

  private SpanPaths() {}

  private static Field id(String name, boolean hex) {
    return hex
        ? Fields.hexId(
            name, ValueKind.TRACE_ID, x -> x.span().traceId(), (x, v) -> x.span().traceId(v))
        : Fields.id(
            name, ValueKind.TRACE_ID, x -> x.span().traceId(), (x, v) -> x.span().traceId(v));
  }

  private static Field kindWord(String name, boolean deprecated) {
    return Fields.of(
        name,
        ValueKind.STRING,
        (x, out) -> out.text(word(x.span().kind(), deprecated)),
        (x, value) -> {
          int kind = kind(name, value, deprecated);
          if (x.span().kind() == kind) {
            return false;
          }
          x.span().kind(kind);
          return true;
        });
  }

  private static String word(int kind, boolean deprecated) {
    if (kind < 0 || kind >= KINDS.size()) {
      return "";
    }
    String word = KINDS.get(kind);
    return deprecated ? "SPAN_KIND_" + word.toUpperCase(Locale.ROOT) : word;
  }

  private static int kind(String name, Cell value, boolean deprecated) {
    if (value.is(ValueKind.STRING)) {
      String wanted = value.text();
      for (int kind = 0; kind < KINDS.size(); kind++) {
        if (word(kind, deprecated).equals(wanted)) {
          return kind;
        }
      }
    }
    throw new EvaluationException(
        name
            + " takes a kind of span, not "
            + (value.is(ValueKind.STRING) ? "\"" + value.text() + "\"" : value.kind().words())
            + " (expected: "
            + (deprecated ? "SPAN_KIND_SERVER" : "Server")
            + " or another)");
  }
}
