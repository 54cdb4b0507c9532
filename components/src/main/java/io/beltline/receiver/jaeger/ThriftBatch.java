package io.beltline.receiver.jaeger;

import io.beltline.components.otlp.Room;
import io.beltline.components.thrift.ThriftReader;
import io.beltline.components.thrift.ThriftType;
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
 * Reads batches in thrift and makes OTLP of them.
 *
 * @see <a href="https://github.com/jaegertracing/jaeger-idl/blob/main/thrift/jaeger.thrift">the
 *     fields</a>
 */
final class ThriftBatch {
  private static final long MICRO = 1000;
  private static final int DOUBLE = 1;
  private static final int BOOL = 2;
  private static final int LONG = 3;
  private static final int BINARY = 4;

  private final ThriftReader in;
  private final Room room;

  private ThriftBatch(ThriftReader in, Room room) {
    this.in = in;
    this.room = room;
  }

  /**
   * Reads a call of the agent's.
   *
   * @return the batch of {@code emitBatch} in OTLP, empty without spans
   * @param room asked before anything is made of the bytes
   * @throws UnknownCallException if it is another call
   * @throws MalformedTelemetryException if the bytes are no such call
   */
  static Slice call(ThriftReader in, Room room) throws UnknownCallException {
    String method = in.call();
    if (!method.equals("emitBatch")) {
      throw new UnknownCallException(method);
    }
    Slice batch = Slice.EMPTY;
    in.open();
    while (in.next()) {
      if (in.is(1, ThriftType.STRUCT)) {
        batch = read(in, room);
      } else {
        in.skip();
      }
    }
    return batch;
  }

  /**
   * Reads a batch.
   *
   * @param room asked before anything is made of the bytes
   * @return the batch in OTLP, empty without spans
   * @throws MalformedTelemetryException if the bytes are no batch
   */
  static Slice read(ThriftReader in, Room room) {
    return new ThriftBatch(in, room).batch();
  }

  private Slice batch() {
    JaegerProcess process = JaegerProcess.UNKNOWN;
    List<JaegerSpan> spans = new ArrayList<>();
    in.open();
    while (in.next()) {
      if (in.is(1, ThriftType.STRUCT)) {
        process = process();
      } else if (in.is(2, ThriftType.LIST)) {
        for (int left = in.structs(); left > 0; left--) {
          spans.add(span());
        }
      } else {
        in.skip();
      }
    }
    return SpanTranslation.request(spans, process);
  }

  private JaegerProcess process() {
    room.take(JaegerSpan.PROCESS_ROOM);
    String service = "";
    Map<String, Value> tags = new LinkedHashMap<>();
    in.open();
    while (in.next()) {
      if (in.is(1, ThriftType.BINARY)) {
        service = in.text();
      } else if (in.is(2, ThriftType.LIST)) {
        tags(tags);
      } else {
        in.skip();
      }
    }
    return new JaegerProcess(service, tags);
  }

  private JaegerSpan span() {
    room.take(JaegerSpan.ROOM);
    JaegerSpan span = new JaegerSpan();
    in.open();
    while (in.next()) {
      field(span);
    }
    Checks.ids(span);
    return span;
  }

  private void field(JaegerSpan span) {
    if (in.is(1, ThriftType.I64)) {
      span.traceIdLow = in.i64();
    } else if (in.is(2, ThriftType.I64)) {
      span.traceIdHigh = in.i64();
    } else if (in.is(3, ThriftType.I64)) {
      span.id = in.i64();
    } else if (in.is(4, ThriftType.I64)) {
      span.parentId = in.i64();
    } else if (in.is(5, ThriftType.BINARY)) {
      span.name = in.text();
    } else if (in.is(6, ThriftType.LIST)) {
      for (int left = in.structs(); left > 0; left--) {
        span.references.add(reference());
      }
    } else if (in.is(8, ThriftType.I64)) {
      span.start = in.i64() * MICRO;
    } else if (in.is(9, ThriftType.I64)) {
      span.duration = in.i64() * MICRO;
    } else if (in.is(10, ThriftType.LIST)) {
      tags(span.tags);
    } else if (in.is(11, ThriftType.LIST)) {
      for (int left = in.structs(); left > 0; left--) {
        span.logs.add(log());
      }
    } else {
      in.skip();
    }
  }

  private Reference reference() {
    room.take(Reference.ROOM);
    boolean child = true;
    long low = 0;
    long high = 0;
    long span = 0;
    in.open();
    while (in.next()) {
      if (in.is(1, ThriftType.I32)) {
        child = in.i32() == 0;
      } else if (in.is(2, ThriftType.I64)) {
        low = in.i64();
      } else if (in.is(3, ThriftType.I64)) {
        high = in.i64();
      } else if (in.is(4, ThriftType.I64)) {
        span = in.i64();
      } else {
        in.skip();
      }
    }
    return new Reference(child, high, low, span);
  }

  private Log log() {
    room.take(Log.ROOM);
    long time = 0;
    Map<String, Value> fields = new LinkedHashMap<>();
    in.open();
    while (in.next()) {
      if (in.is(1, ThriftType.I64)) {
        time = in.i64() * MICRO;
      } else if (in.is(2, ThriftType.LIST)) {
        tags(fields);
      } else {
        in.skip();
      }
    }
    return new Log(time, fields);
  }

  private void tags(Map<String, Value> into) {
    for (int left = in.structs(); left > 0; left--) {
      tag(into);
    }
  }

  private void tag(Map<String, Value> into) {
    room.take(JaegerSpan.TAG_ROOM);
    String key = "";
    int type = 0;
    Slice text = Slice.EMPTY;
    Slice bytes = Slice.EMPTY;
    double real = 0;
    long whole = 0;
    boolean flag = false;
    in.open();
    while (in.next()) {
      if (in.is(1, ThriftType.BINARY)) {
        key = in.text();
      } else if (in.is(2, ThriftType.I32)) {
        type = in.i32();
      } else if (in.is(3, ThriftType.BINARY)) {
        text = in.binary();
      } else if (in.is(4, ThriftType.DOUBLE)) {
        real = in.real();
      } else if (in.is(5, ThriftType.BOOL)) {
        flag = in.flag();
      } else if (in.is(6, ThriftType.I64)) {
        whole = in.i64();
      } else if (in.is(7, ThriftType.BINARY)) {
        bytes = in.binary();
      } else {
        in.skip();
      }
    }
    into.put(
        key,
        switch (type) {
          case DOUBLE -> Value.of(real);
          case BOOL -> Value.of(flag);
          case LONG -> Value.of(whole);
          case BINARY -> Value.of(bytes.toByteArray());
          default -> Value.of(text.toUtf8());
        });
  }
}
