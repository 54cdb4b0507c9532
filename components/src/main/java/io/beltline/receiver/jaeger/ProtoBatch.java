package io.beltline.receiver.jaeger;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Value;
import io.beltline.receiver.jaeger.JaegerSpan.JaegerProcess;
import io.beltline.receiver.jaeger.JaegerSpan.Log;
import io.beltline.receiver.jaeger.JaegerSpan.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads batches in protobuf and makes OTLP of them.
 *
 * @see <a href="https://github.com/jaegertracing/jaeger-idl/blob/main/proto/api_v2/model.proto">the
 *     fields</a>
 */
final class ProtoBatch {
  private static final int BOOL = 1;
  private static final int INT64 = 2;
  private static final int FLOAT64 = 3;
  private static final int BINARY = 4;

  private final Room room;

  private ProtoBatch(Room room) {
    this.room = room;
  }

  /**
   * Reads a PostSpansRequest.
   *
   * @param room asked before anything is made of the bytes
   * @return the batch in OTLP, empty without spans
   * @throws MalformedTelemetryException if the bytes are no such request
   */
  static Slice request(Slice message, Room room) {
    return new ProtoBatch(room).read(message);
  }

  private Slice read(Slice message) {
    JaegerProcess process = JaegerProcess.UNKNOWN;
    List<JaegerSpan> spans = new ArrayList<>();
    Fields request = new Fields(message);
    while (request.next()) {
      if (request.isBytes(1)) {
        Fields batch = new Fields(request.value());
        while (batch.next()) {
          if (batch.isBytes(1)) {
            spans.add(span(batch.value()));
          } else if (batch.isBytes(2)) {
            process = process(batch.value());
          }
        }
      }
    }
    return SpanTranslation.request(spans, process);
  }

  private JaegerSpan span(Slice message) {
    room.take(JaegerSpan.ROOM);
    JaegerSpan span = new JaegerSpan();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        long[] id = traceId(fields.value());
        span.traceIdHigh = id[0];
        span.traceIdLow = id[1];
      } else if (fields.isBytes(2)) {
        span.id = id(fields.value());
      } else if (fields.isBytes(3)) {
        span.name = fields.value().toUtf8();
      } else if (fields.isBytes(4)) {
        span.references.add(reference(fields.value()));
      } else if (fields.isBytes(6)) {
        span.start = MessageParts.nanos(fields.value());
      } else if (fields.isBytes(7)) {
        span.duration = MessageParts.nanos(fields.value());
      } else if (fields.isBytes(8)) {
        tag(span.tags, fields.value());
      } else if (fields.isBytes(9)) {
        span.logs.add(log(fields.value()));
      } else if (fields.isBytes(10)) {
        span.process = process(fields.value());
      }
    }
    Checks.ids(span);
    return span;
  }

  private JaegerProcess process(Slice message) {
    room.take(JaegerSpan.PROCESS_ROOM);
    String service = "";
    Map<String, Value> tags = new LinkedHashMap<>();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        service = fields.value().toUtf8();
      } else if (fields.isBytes(2)) {
        tag(tags, fields.value());
      }
    }
    return new JaegerProcess(service, tags);
  }

  private Reference reference(Slice message) {
    room.take(Reference.ROOM);
    boolean child = true;
    long[] trace = {0, 0};
    long span = 0;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        trace = traceId(fields.value());
      } else if (fields.isBytes(2)) {
        span = id(fields.value());
      } else if (fields.isVarint(3)) {
        child = fields.varint() == 0;
      }
    }
    return new Reference(child, trace[0], trace[1], span);
  }

  private Log log(Slice message) {
    room.take(Log.ROOM);
    long time = 0;
    Map<String, Value> tags = new LinkedHashMap<>();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        time = MessageParts.nanos(fields.value());
      } else if (fields.isBytes(2)) {
        tag(tags, fields.value());
      }
    }
    return new Log(time, tags);
  }

  private void tag(Map<String, Value> into, Slice message) {
    room.take(JaegerSpan.TAG_ROOM);
    String key = "";
    long type = 0;
    Slice text = Slice.EMPTY;
    Slice bytes = Slice.EMPTY;
    boolean flag = false;
    long whole = 0;
    long bits = 0;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        key = fields.value().toUtf8();
      } else if (fields.isVarint(2)) {
        type = fields.varint();
      } else if (fields.isBytes(3)) {
        text = fields.value();
      } else if (fields.isVarint(4)) {
        flag = fields.varint() != 0;
      } else if (fields.isVarint(5)) {
        whole = fields.varint();
      } else if (fields.isFixed64(6)) {
        bits = fields.fixed64();
      } else if (fields.isBytes(7)) {
        bytes = fields.value();
      }
    }
    into.put(
        key,
        switch ((int) type) {
          case BOOL -> Value.of(flag);
          case INT64 -> Value.of(whole);
          case FLOAT64 -> Value.of(Double.longBitsToDouble(bits));
          case BINARY -> Value.of(bytes.toByteArray());
          default -> Value.of(text.toUtf8());
        });
  }

  private static long[] traceId(Slice bytes) {
    if (bytes.length() == 8) {
      return new long[] {0, id(bytes)};
    }
    if (bytes.length() != 16) {
      throw new MalformedTelemetryException(
          "trace_id has " + bytes.length() + " bytes (expected: 16)");
    }
    return new long[] {id(bytes.slice(0, 8)), id(bytes.slice(8, 8))};
  }

  private static long id(Slice bytes) {
    if (bytes.length() != 8) {
      throw new MalformedTelemetryException(
          "span_id has " + bytes.length() + " bytes (expected: 8)");
    }
    long id = 0;
    for (int i = 0; i < 8; i++) {
      id = (id << 8) | (bytes.array()[bytes.offset() + i] & 0xff);
    }
    return id;
  }
}
