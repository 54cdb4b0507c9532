package io.beltline.receiver.zipkin;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.zipkin.ZipkinSpan.Annotation;
import java.util.function.Consumer;

/**
 * Reads spans of version 2 in protobuf.
 *
 * @see <a href="https://github.com/openzipkin/zipkin-api/blob/master/zipkin.proto">the fields</a>
 */
final class ProtoSpans {
  private final Room room;

  private ProtoSpans(Room room) {
    this.room = room;
  }

  /**
   * Hands each span on.
   *
   * @param room asked before anything is made of the bytes
   * @throws MalformedTelemetryException if the body is no ListOfSpans
   */
  static void read(Slice body, Room room, Consumer<ZipkinSpan> sink) {
    ProtoSpans spans = new ProtoSpans(room);
    Fields list = new Fields(body);
    while (list.next()) {
      if (list.isBytes(1)) {
        sink.accept(spans.span(list.value()));
      }
    }
  }

  private ZipkinSpan span(Slice message) {
    room.take(ZipkinSpan.ROOM);
    ZipkinSpan span = new ZipkinSpan();
    Fields fields = new Fields(message);
    while (fields.next()) {
      field(fields, span);
    }
    Checks.ids(span.traceIdHigh, span.traceIdLow, span.id);
    return span;
  }

  private void field(Fields fields, ZipkinSpan span) {
    if (fields.isBytes(1)) {
      traceId(span, fields.value());
    } else if (fields.isBytes(2)) {
      span.parentId = id(fields.value(), "parent_id");
    } else if (fields.isBytes(3)) {
      span.id = id(fields.value(), "id");
    } else if (fields.isVarint(4)) {
      span.kind = Kinds.of(fields.varint());
    } else if (fields.isBytes(5)) {
      span.name = fields.value().toUtf8();
    } else if (fields.isFixed64(6)) {
      span.timestamp = Checks.micros(fields.fixed64(), "timestamp");
    } else if (fields.isVarint(7)) {
      span.duration = Checks.micros(fields.varint(), "duration");
    } else if (fields.isBytes(8)) {
      span.local = endpoint(fields.value());
    } else if (fields.isBytes(9)) {
      span.remote = endpoint(fields.value());
    } else if (fields.isBytes(10)) {
      span.annotations.add(annotation(fields.value()));
    } else if (fields.isBytes(11)) {
      tag(span, fields.value());
    } else if (fields.isVarint(12)) {
      span.debug = fields.varint() != 0;
    } else if (fields.isVarint(13)) {
      span.shared = fields.varint() != 0;
    }
  }

  private static void traceId(ZipkinSpan span, Slice bytes) {
    if (bytes.length() == 16) {
      span.traceIdHigh = id(bytes.slice(0, 8), "trace_id");
      span.traceIdLow = id(bytes.slice(8, 8), "trace_id");
    } else if (bytes.length() == 8) {
      span.traceIdHigh = 0;
      span.traceIdLow = id(bytes, "trace_id");
    } else {
      throw new MalformedTelemetryException(
          "trace_id has " + bytes.length() + " bytes (expected: 8 or 16)");
    }
  }

  private static long id(Slice bytes, String key) {
    if (bytes.length() != 8) {
      throw new MalformedTelemetryException(
          key + " has " + bytes.length() + " bytes (expected: 8)");
    }
    long id = 0;
    for (int i = 0; i < 8; i++) {
      id = (id << 8) | (bytes.array()[bytes.offset() + i] & 0xff);
    }
    return id;
  }

  private Endpoint endpoint(Slice message) {
    room.take(Endpoint.ROOM);
    String service = "";
    String ipv4 = "";
    String ipv6 = "";
    int port = 0;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        service = fields.value().toUtf8();
      } else if (fields.isBytes(2)) {
        ipv4 = IpText.of(fields.value().toByteArray());
      } else if (fields.isBytes(3)) {
        ipv6 = IpText.of(fields.value().toByteArray());
      } else if (fields.isVarint(4)) {
        port = JsonSpans.port(fields.varint());
      }
    }
    return new Endpoint(service, ipv4, ipv6, port);
  }

  private Annotation annotation(Slice message) {
    room.take(Annotation.ROOM);
    long timestamp = 0;
    String value = "";
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isFixed64(1)) {
        timestamp = Checks.micros(fields.fixed64(), "timestamp");
      } else if (fields.isBytes(2)) {
        value = fields.value().toUtf8();
      }
    }
    return new Annotation(timestamp, value);
  }

  private void tag(ZipkinSpan span, Slice message) {
    room.take(ZipkinSpan.TAG_ROOM);
    String key = "";
    String value = "";
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        key = fields.value().toUtf8();
      } else if (fields.isBytes(2)) {
        value = fields.value().toUtf8();
      }
    }
    span.tags.put(key, Tag.of(value));
  }
}
