package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import io.beltline.receiver.opencensus.OcValue.Flag;
import org.jspecify.annotations.Nullable;

/**
 * A span as OpenCensus tells it; its parts are the request's bytes. The stack trace and the number
 * of children have no place in OTLP. For one thread.
 *
 * @see <a
 *     href="https://github.com/census-instrumentation/opencensus-proto/blob/master/src/opencensus/proto/trace/v1/trace.proto">the
 *     fields</a>
 */
final class OcSpan {
  /** What a span takes on the heap and in OTLP, without its texts and what hangs on it. */
  private static final int ROOM = 512;

  Slice traceId = Slice.EMPTY;
  Slice spanId = Slice.EMPTY;
  Slice parentId = Slice.EMPTY;
  String name = "";

  /** 0 unspecified, 1 server, 2 client. */
  int kind;

  /** Nanoseconds since 1970. */
  long start;

  long end;
  String traceState = "";
  final OcAttributes attributes = new OcAttributes();
  Slice events = Slice.EMPTY;
  Slice links = Slice.EMPTY;
  @Nullable Slice status;
  @Nullable Flag sameProcess;

  /** The resource that this span alone has. */
  @Nullable Slice resource;

  /**
   * Reads one.
   *
   * @param room asked before anything is made of the bytes
   */
  static OcSpan read(Slice message, Room room) {
    room.take(ROOM);
    OcSpan span = new OcSpan();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        span.traceId = fields.value();
      } else if (fields.isBytes(2)) {
        span.spanId = fields.value();
      } else if (fields.isBytes(3)) {
        span.parentId = fields.value();
      } else if (fields.isBytes(4)) {
        span.name = OcValue.text(fields.value());
      } else if (fields.isBytes(5)) {
        span.start = MessageParts.nanos(fields.value());
      } else if (fields.isBytes(6)) {
        span.end = MessageParts.nanos(fields.value());
      } else if (fields.isBytes(7)) {
        span.attributes.read(fields.value(), room);
      } else if (fields.isVarint(14)) {
        span.kind = (int) fields.varint();
      } else if (fields.isBytes(15)) {
        span.traceState = traceState(fields.value());
      } else {
        span.readRest(fields);
      }
    }
    return span;
  }

  private void readRest(Fields fields) {
    if (fields.isBytes(9)) {
      events = fields.value();
    } else if (fields.isBytes(10)) {
      links = fields.value();
    } else if (fields.isBytes(11)) {
      status = fields.value();
    } else if (fields.isBytes(12)) {
      sameProcess = new Flag(MessageParts.whole(fields.value(), 1) != 0);
    } else if (fields.isBytes(16)) {
      resource = fields.value();
    }
  }

  /** A Tracestate in the form of W3C's header. */
  static String traceState(Slice message) {
    StringBuilder text = new StringBuilder();
    MessageParts.each(
        message,
        1,
        member ->
            text.append(text.isEmpty() ? "" : ",")
                .append(MessageParts.lastOrEmpty(member, 1).toUtf8())
                .append('=')
                .append(MessageParts.lastOrEmpty(member, 2).toUtf8()));
    return text.toString();
  }
}
