package io.beltline.receiver.zipkin;

import io.beltline.components.otlp.Room;
import io.beltline.components.thrift.BinaryThriftReader;
import io.beltline.components.thrift.ThriftReader;
import io.beltline.components.thrift.ThriftType;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.zipkin.SpanV1.Annotation;
import io.beltline.receiver.zipkin.SpanV1.BinaryAnnotation;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * Reads spans of version 1 in thrift's binary form: a list of structs.
 *
 * @see <a href="https://github.com/openzipkin/zipkin-api/blob/master/thrift/zipkinCore.thrift">the
 *     fields</a>
 */
final class ThriftSpans {
  private static final int BOOL = 0;
  private static final int BYTES = 1;
  private static final int I16 = 2;
  private static final int I32 = 3;
  private static final int I64 = 4;
  private static final int DOUBLE = 5;

  private final ThriftReader in;
  private final Room room;

  private ThriftSpans(Slice body, Room room) {
    this.in = new BinaryThriftReader(body);
    this.room = room;
  }

  /**
   * Hands on what each span is in version 2.
   *
   * @param room asked before anything is made of the bytes
   * @throws MalformedTelemetryException if the body is no list of spans
   */
  static void read(Slice body, Room room, Consumer<ZipkinSpan> sink) {
    ThriftSpans spans = new ThriftSpans(body, room);
    for (int left = spans.in.structs(); left > 0; left--) {
      V1Conversion.convert(spans.span(), sink);
    }
  }

  private SpanV1 span() {
    room.take(ZipkinSpan.ROOM);
    SpanV1 span = new SpanV1();
    in.open();
    while (in.next()) {
      field(span);
    }
    Checks.ids(span.traceIdHigh, span.traceIdLow, span.id);
    return span;
  }

  private void field(SpanV1 span) {
    if (in.is(1, ThriftType.I64)) {
      span.traceIdLow = in.i64();
    } else if (in.is(3, ThriftType.BINARY)) {
      span.name = in.text();
    } else if (in.is(4, ThriftType.I64)) {
      span.id = in.i64();
    } else if (in.is(5, ThriftType.I64)) {
      span.parentId = in.i64();
    } else if (in.is(6, ThriftType.LIST)) {
      for (int left = in.structs(); left > 0; left--) {
        span.annotations.add(annotation());
      }
    } else if (in.is(8, ThriftType.LIST)) {
      for (int left = in.structs(); left > 0; left--) {
        span.binaryAnnotations.add(binary());
      }
    } else if (in.is(9, ThriftType.BOOL)) {
      span.debug = in.flag();
    } else if (in.is(10, ThriftType.I64)) {
      span.timestamp = Checks.micros(in.i64(), "timestamp");
    } else if (in.is(11, ThriftType.I64)) {
      span.duration = Checks.micros(in.i64(), "duration");
    } else if (in.is(12, ThriftType.I64)) {
      span.traceIdHigh = in.i64();
    } else {
      in.skip();
    }
  }

  private Annotation annotation() {
    room.take(Annotation.ROOM);
    long timestamp = 0;
    String value = "";
    Endpoint endpoint = Endpoint.NONE;
    in.open();
    while (in.next()) {
      if (in.is(1, ThriftType.I64)) {
        timestamp = Checks.micros(in.i64(), "timestamp");
      } else if (in.is(2, ThriftType.BINARY)) {
        value = in.text();
      } else if (in.is(3, ThriftType.STRUCT)) {
        endpoint = endpoint();
      } else {
        in.skip();
      }
    }
    return new Annotation(timestamp, value, endpoint);
  }

  private BinaryAnnotation binary() {
    room.take(BinaryAnnotation.ROOM);
    String key = "";
    Slice value = Slice.EMPTY;
    int type = -1;
    Endpoint endpoint = Endpoint.NONE;
    in.open();
    while (in.next()) {
      if (in.is(1, ThriftType.BINARY)) {
        key = in.text();
      } else if (in.is(2, ThriftType.BINARY)) {
        value = in.binary();
      } else if (in.is(3, ThriftType.I32)) {
        type = in.i32();
      } else if (in.is(4, ThriftType.STRUCT)) {
        endpoint = endpoint();
      } else {
        in.skip();
      }
    }
    return new BinaryAnnotation(key, tag(type, value), endpoint);
  }

  /** A value whose size is not that of its type is kept as bytes in base64. */
  private static Tag tag(int type, Slice value) {
    ByteBuffer bytes = ByteBuffer.wrap(value.array(), value.offset(), value.length());
    int size = value.length();
    return switch (type) {
      case BOOL -> Tag.of(size == 1 && bytes.get() == 1);
      case BYTES -> base64(value);
      case I16 -> size == 2 ? Tag.of((long) bytes.getShort()) : base64(value);
      case I32 -> size == 4 ? Tag.of((long) bytes.getInt()) : base64(value);
      case I64 -> size == 8 ? Tag.of(bytes.getLong()) : base64(value);
      case DOUBLE -> size == 8 ? Tag.of(bytes.getDouble()) : base64(value);
      default -> Tag.of(value.toUtf8());
    };
  }

  private static Tag base64(Slice value) {
    return Tag.of(Base64.getEncoder().encodeToString(value.toByteArray()));
  }

  private Endpoint endpoint() {
    room.take(Endpoint.ROOM);
    String service = "";
    String ipv4 = "";
    String ipv6 = "";
    int port = 0;
    in.open();
    while (in.next()) {
      if (in.is(1, ThriftType.I32)) {
        int address = in.i32();
        byte[] bytes = ByteBuffer.allocate(4).putInt(address).array();
        ipv4 = address == 0 ? "" : IpText.of(bytes);
      } else if (in.is(2, ThriftType.I16)) {
        port = in.i16() & 0xffff;
      } else if (in.is(3, ThriftType.BINARY)) {
        service = in.text();
      } else if (in.is(4, ThriftType.BINARY)) {
        ipv6 = IpText.of(in.binary().toByteArray());
      } else {
        in.skip();
      }
    }
    return new Endpoint(service, ipv4, ipv6, port);
  }
}
