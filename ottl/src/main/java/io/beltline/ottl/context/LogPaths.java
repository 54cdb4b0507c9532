package io.beltline.ottl.context;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.ValueKind;
import java.util.List;

/**
 * The fields of log records.
 *
 * <p>Source: pkg/ottl/contexts/ottllog/README.md of open-telemetry/opentelemetry-collector-contrib.
 */
final class LogPaths {
  private static final ValueField BODY = new ValueField("body", x -> x.log().body());

  static final List<Field> FIELDS =
      List.of(
          Fields.integer(
              "time_unix_nano", x -> x.log().timeUnixNano(), (x, v) -> x.log().timeUnixNano(v)),
          Fields.time("time", x -> x.log().timeUnixNano(), (x, v) -> x.log().timeUnixNano(v)),
          Fields.integer(
              "observed_time_unix_nano",
              x -> x.log().observedTimeUnixNano(),
              (x, v) -> x.log().observedTimeUnixNano(v)),
          Fields.time(
              "observed_time",
              x -> x.log().observedTimeUnixNano(),
              (x, v) -> x.log().observedTimeUnixNano(v)),
          Fields.integer(
              "severity_number",
              x -> x.log().severityNumber(),
              (x, v) -> x.log().severityNumber((int) v)),
          Fields.text(
              "severity_text", x -> x.log().severityTextUtf8(), (x, v) -> x.log().severityText(v)),
          BODY,
          Fields.of(
              "body.string",
              ValueKind.STRING,
              (x, out) -> {
                if (x.log().body().hasStringValue()) {
                  out.text(x.log().body().stringValueUtf8());
                } else {
                  out.text(x.log().body().asString());
                }
              },
              (x, value) -> {
                if (!value.is(ValueKind.STRING)) {
                  throw new EvaluationException(
                      "body.string takes a string, not " + value.kind().words());
                }
                return BODY.set(x, value);
              }),
          Fields.map("attributes", x -> x.log().attributes()),
          Fields.integer(
              "dropped_attributes_count",
              x -> Integer.toUnsignedLong(x.log().droppedAttributesCount()),
              (x, v) -> x.log().droppedAttributesCount((int) v)),
          Fields.integer(
              "flags",
              x -> Integer.toUnsignedLong(x.log().flags()),
              (x, v) -> x.log().flags((int) v)),
          Fields.id(
              "trace_id", ValueKind.TRACE_ID, x -> x.log().traceId(), (x, v) -> x.log().traceId(v)),
          Fields.hexId(
              "trace_id.string",
              ValueKind.TRACE_ID,
              x -> x.log().traceId(),
              (x, v) -> x.log().traceId(v)),
          Fields.id(
              "span_id", ValueKind.SPAN_ID, x -> x.log().spanId(), (x, v) -> x.log().spanId(v)),
          Fields.hexId(
              "span_id.string",
              ValueKind.SPAN_ID,
              x -> x.log().spanId(),
              (x, v) -> x.log().spanId(v)),
          Fields.text("event_name", x -> x.log().eventNameUtf8(), (x, v) -> x.log().eventName(v)));

  private LogPaths() {}
}
