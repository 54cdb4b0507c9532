package io.beltline.receiver.opencensus;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.function.Consumer;

/** Messages of OpenCensus and what all of them have, written field by field. */
final class OcMessages {
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
}
