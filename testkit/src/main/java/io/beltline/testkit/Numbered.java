package io.beltline.testkit;

import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Profiles;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.ItemWalk;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Telemetry whose items carry numbers, so that a test can tell what was lost and what came twice.
 *
 * <p>The number is a span's start, a data point's or a log record's time. Each request has one
 * resource and one scope, both with an attribute, and on every level a field the protocol does not
 * know (number 999), which no component may lose.
 */
public final class Numbered {
  /** The number of the field that is in no protocol. */
  public static final int UNKNOWN_FIELD = 999;

  private static final int RESOURCE_ATTRIBUTES = 1;
  private static final int SCOPE_ATTRIBUTES = 3;
  private static final int GAUGE = 5;
  private static final int INT = 6;

  private Numbered() {}

  /** Log records with the numbers from, from + 1, ..., each with a body of so many characters. */
  public static Logs logs(long from, int count, int bodySize) {
    return (Logs) of(Signal.LOGS, from, count, bodySize);
  }

  /**
   * Items of a signal with the numbers from, from + 1, ...
   *
   * @param size the characters of text in each: a body, a span's name, a metric's name
   * @throws IllegalArgumentException for profiles, which have no place for a number
   */
  public static Telemetry of(Signal signal, long from, int count, int size) {
    WireWriter out = new WireWriter();
    String text = "x".repeat(size);
    int resource = out.begin(1);
    attributes(out, RESOURCE_ATTRIBUTES);
    int scope = out.begin(2);
    attributes(out, SCOPE_ATTRIBUTES);
    for (long number = from; number < from + count; number++) {
      int item = out.begin(2);
      write(signal, out, number, text);
      unknown(out);
      out.end(item);
    }
    unknown(out);
    out.end(scope);
    unknown(out);
    out.end(resource);
    unknown(out);
    return Telemetry.of(signal, Payload.of(out.toSlice()));
  }

  private static void attributes(WireWriter out, int field) {
    int holder = out.begin(1);
    int attribute = out.begin(field);
    out.string(1, "key");
    int value = out.begin(2);
    out.string(1, "value");
    out.end(value);
    out.end(attribute);
    out.end(holder);
  }

  private static void unknown(WireWriter out) {
    out.string(UNKNOWN_FIELD, "kept");
  }

  private static void write(Signal signal, WireWriter out, long number, String text) {
    switch (signal) {
      case TRACES ->
          out.bytes(1, new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
              .bytes(2, new byte[] {2, 2, 2, 2, 2, 2, 2, 2})
              .string(5, text)
              .fixed64(7, number);
      case METRICS -> {
        out.string(1, text);
        int gauge = out.begin(GAUGE);
        int point = out.begin(1);
        out.fixed64(3, number).fixed64(INT, number);
        out.end(point);
        out.end(gauge);
      }
      case LOGS -> {
        out.fixed64(1, number);
        int body = out.begin(5);
        out.string(1, text);
        out.end(body);
      }
      case PROFILES -> throw new IllegalArgumentException("profiles carry no numbers");
    }
  }

  /** The numbers of all items, in order. */
  public static List<Long> numbers(Telemetry telemetry) {
    List<Long> numbers = new ArrayList<>();
    switch (telemetry) {
      case Traces traces -> {
        SpanView span = new SpanView();
        ItemWalk.items(
            traces,
            (array, from, to) -> {
              span.wrap(array, from, to);
              numbers.add(span.startTimeUnixNano());
            });
      }
      case Metrics metrics -> {
        NumberDataPointView point = new NumberDataPointView();
        ItemWalk.items(
            metrics,
            (array, from, to) -> {
              point.wrap(array, from, to);
              numbers.add(point.timeUnixNano());
            });
      }
      case Logs logs -> {
        LogRecordView log = new LogRecordView();
        ItemWalk.items(
            logs,
            (array, from, to) -> {
              log.wrap(array, from, to);
              numbers.add(log.timeUnixNano());
            });
      }
      case Profiles _ -> throw new IllegalArgumentException("profiles carry no numbers");
    }
    return numbers;
  }
}
