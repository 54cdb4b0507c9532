package io.beltline.receiver.opencensus;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Messages of OpenCensus, written field by field. */
final class OcMessages {
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  static final String SPAN = "b7ad6b7169203331";
  static final String PARENT = "00f067aa0ba902b7";
  static final long SECONDS = 1_700_000_000L;

  private OcMessages() {}

  /** A message with a node, a resource, and what else is written into it. */
  static Slice message(Consumer<WireWriter> rest) {
    WireWriter out = new WireWriter();
    node(out);
    resource(out, 3);
    rest.accept(out);
    return out.toSlice();
  }

  static Slice bare(Consumer<WireWriter> fields) {
    WireWriter out = new WireWriter();
    fields.accept(out);
    return out.toSlice();
  }

  static void nested(WireWriter out, int field, Consumer<WireWriter> fields) {
    int mark = out.begin(field);
    fields.accept(out);
    out.end(mark);
  }

  static void pair(WireWriter out, int field, String key, String value) {
    nested(out, field, entry -> entry.string(1, key).string(2, value));
  }

  static void time(WireWriter out, int field, long nanos) {
    nested(out, field, time -> time.varint(1, SECONDS).varint(2, nanos));
  }

  static void node(WireWriter out) {
    nested(
        out,
        1,
        node -> {
          nested(
              node,
              1,
              process -> {
                process.string(1, "host-1").varint(2, 4_000_000_000L);
                time(process, 3, 120_000_000);
              });
          nested(node, 2, library -> library.varint(1, 8).string(2, "0.0.1").string(3, "0.11.4"));
          nested(node, 3, service -> service.string(1, "shop"));
          pair(node, 4, "team", "blue");
          pair(node, 4, "host.name", "another");
        });
  }

  static void resource(WireWriter out, int field) {
    nested(
        out,
        field,
        resource -> {
          resource.string(1, "container");
          pair(resource, 2, "cloud.zone", "z1");
          pair(resource, 2, "team", "red");
        });
  }

  /** One attribute of each type. */
  static void attributes(WireWriter out, int field) {
    nested(
        out,
        field,
        attributes -> {
          attribute(attributes, "text", value -> nested(value, 1, text -> text.string(1, "a")));
          attribute(attributes, "whole", value -> value.varint(2, -5));
          attribute(attributes, "flag", value -> value.bool(3, true));
          attribute(attributes, "real", value -> value.float64(4, 1.5));
          attribute(attributes, "later", value -> value.varint(9, 1));
          attributes.varint(2, 3);
        });
  }

  static void attribute(WireWriter out, String key, Consumer<WireWriter> value) {
    nested(
        out,
        1,
        entry -> {
          entry.string(1, key);
          nested(entry, 2, value);
        });
  }

  static void text(WireWriter out, String key, String text) {
    attribute(out, key, value -> nested(value, 1, inner -> inner.string(1, text)));
  }

  /** A span with one of everything. */
  static void span(WireWriter out) {
    nested(
        out,
        2,
        span -> {
          span.bytes(1, hex(TRACE)).bytes(2, hex(SPAN)).bytes(3, hex(PARENT));
          nested(span, 4, name -> name.string(1, "/buy").varint(2, 7));
          time(span, 5, 1);
          time(span, 6, 2);
          attributes(span, 7);
          nested(span, 8, stack -> stack.varint(2, 99));
          nested(span, 9, OcMessages::events);
          nested(span, 10, OcMessages::links);
          nested(span, 11, status -> status.varint(1, 5).string(2, "not found"));
          nested(span, 12, same -> same.bool(1, true));
          nested(span, 13, children -> children.varint(1, 4));
          span.varint(14, 1);
          nested(span, 15, OcMessages::traceState);
        });
  }

  private static void traceState(WireWriter out) {
    pair(out, 1, "vendor", "1");
    pair(out, 1, "other", "x:y");
  }

  private static void events(WireWriter out) {
    nested(
        out,
        1,
        event -> {
          time(event, 1, 3);
          nested(
              event,
              2,
              annotation -> {
                nested(annotation, 1, text -> text.string(1, "cache miss"));
                attributes(annotation, 2);
              });
        });
    nested(
        out,
        1,
        event -> {
          time(event, 1, 4);
          nested(event, 3, sent -> sent.varint(1, 2).varint(2, 11).varint(3, 100).varint(4, 40));
        });
    nested(out, 1, event -> time(event, 1, 5));
    out.varint(2, 1).varint(3, 2);
  }

  private static void links(WireWriter out) {
    nested(
        out,
        1,
        link -> {
          link.bytes(1, hex(TRACE)).bytes(2, hex(PARENT)).varint(3, 2);
          attributes(link, 4);
          nested(link, 5, OcMessages::traceState);
        });
    out.varint(2, 6);
  }

  /**
   * A metric with the labels {@code method} and {@code code}, of which the second has no value.
   *
   * @param type the number of its type
   * @param value writes the value of the point
   */
  static void metric(WireWriter out, String name, int type, Consumer<WireWriter> value) {
    nested(
        out,
        2,
        metric -> {
          nested(
              metric,
              1,
              descriptor -> {
                descriptor.string(1, name).string(2, "what it is").string(3, "ms").varint(4, type);
                nested(descriptor, 5, key -> key.string(1, "method").string(2, "of HTTP"));
                nested(descriptor, 5, key -> key.string(1, "code"));
              });
          nested(metric, 2, series -> series(series, value));
        });
  }

  private static void series(WireWriter out, Consumer<WireWriter> value) {
    time(out, 1, 0);
    nested(out, 2, label -> label.string(1, "GET").bool(2, true));
    nested(out, 2, label -> label.string(1, "ignored"));
    nested(out, 2, label -> label.string(1, "too many").bool(2, true));
    nested(
        out,
        3,
        point -> {
          time(point, 1, 9);
          value.accept(point);
        });
  }

  /** A point's distribution with two bounds, and an exemplar in the last bucket. */
  static void distribution(WireWriter point) {
    nested(
        point,
        4,
        value -> {
          value.varint(1, 6).float64(2, 61.5).float64(3, 2);
          nested(value, 4, options -> nested(options, 1, OcMessages::packedBounds));
          nested(value, 5, bucket -> bucket.varint(1, 1));
          nested(value, 5, bucket -> {});
          nested(
              value,
              5,
              bucket -> {
                bucket.varint(1, 5);
                nested(
                    bucket,
                    2,
                    exemplar -> {
                      exemplar.float64(1, 17);
                      time(exemplar, 2, 8);
                      pair(exemplar, 3, "trace", "t1");
                    });
              });
        });
  }

  private static void packedBounds(WireWriter out) {
    nested(
        out,
        1,
        bounds ->
            bounds
                .rawFixed64(Double.doubleToRawLongBits(10))
                .rawFixed64(Double.doubleToRawLongBits(12.5)));
  }

  /** A point's summary. */
  static void summary(WireWriter point) {
    nested(
        point,
        5,
        value -> {
          nested(value, 1, count -> count.varint(1, 4));
          nested(value, 2, sum -> sum.float64(1, 8.5));
          nested(
              value,
              3,
              snapshot -> {
                nested(snapshot, 1, count -> count.varint(1, 2));
                nested(snapshot, 3, one -> one.float64(1, 50).float64(2, 2));
                nested(snapshot, 3, one -> one.float64(1, 99).float64(2, 4));
              });
        });
  }

  /** A metric of each kind. */
  static void metrics(WireWriter out) {
    metric(out, "gauge.whole", 1, point -> point.varint(2, -7));
    metric(out, "gauge.real", 2, point -> point.float64(3, 0.5));
    metric(out, "sum.whole", 4, point -> point.varint(2, 7));
    metric(out, "sum.real", 5, point -> point.float64(3, 1.5));
    metric(out, "distribution", 6, OcMessages::distribution);
    metric(out, "summary", 7, OcMessages::summary);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
