package io.beltline.receiver.opencensus;

import static io.beltline.receiver.opencensus.OcMessages.attributes;
import static io.beltline.receiver.opencensus.OcMessages.nested;
import static io.beltline.receiver.opencensus.OcMessages.pair;
import static io.beltline.receiver.opencensus.OcMessages.time;

import io.beltline.model.otlp.WireWriter;
import java.util.HexFormat;

/** Spans of OpenCensus, written field by field. */
final class OcSpans {
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  static final String SPAN = "b7ad6b7169203331";
  static final String PARENT = "00f067aa0ba902b7";

  private OcSpans() {}

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
          nested(span, 9, OcSpans::events);
          nested(span, 10, OcSpans::links);
          nested(span, 11, status -> status.varint(1, 5).string(2, "not found"));
          nested(span, 12, same -> same.bool(1, true));
          nested(span, 13, children -> children.varint(1, 4));
          span.varint(14, 1);
          nested(span, 15, OcSpans::traceState);
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
          nested(link, 5, OcSpans::traceState);
        });
    out.varint(2, 6);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
