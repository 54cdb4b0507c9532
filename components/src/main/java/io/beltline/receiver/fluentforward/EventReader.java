package io.beltline.receiver.fluentforward;

import io.beltline.components.operators.Entry;
import io.beltline.components.operators.Origin;
import io.beltline.components.operators.RequestBuilder;
import io.beltline.model.MalformedTelemetryException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageUnpacker;

/** Makes log records of events: {@code message} or {@code log} is the body. One thread. */
final class EventReader {
  private static final String TAG = "fluent.tag";
  private static final String METADATA = "fluent.metadata";
  private static final long NANOS = 1_000_000_000L;
  private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;
  private static final int EVENT_TIME = 8;

  private final MessageUnpacker in;
  private final MessagePackValues values;
  private final String tag;
  private final long now;
  private final RequestBuilder records;

  EventReader(
      MessageUnpacker in, MessagePackValues values, String tag, long now, RequestBuilder records) {
    this.in = in;
    this.values = values;
    this.tag = tag;
    this.now = now;
    this.records = records;
  }

  /** Reads an array of time and record. */
  void entry() throws IOException, InterruptedException {
    int size = in.unpackArrayHeader();
    if (size != 2) {
      throw new MalformedTelemetryException("an entry of " + size + " parts (expected: 2)");
    }
    event();
  }

  /** Reads a time and a record. Fluent Bit may write metadata beside the time. */
  void event() throws IOException, InterruptedException {
    Map<String, @Nullable Object> metadata = Map.of();
    long time;
    if (in.getNextFormat().getValueType().isArrayType()) {
      if (in.unpackArrayHeader() != 2) {
        throw new MalformedTelemetryException("no time (expected: a time, and metadata)");
      }
      time = time();
      metadata = values.map();
    } else {
      time = time();
    }
    Map<String, @Nullable Object> record = values.map();
    Object body = null;
    Entry entry = new Entry("", Origin.NONE, null, now);
    entry.time(time);
    for (Map.Entry<String, @Nullable Object> field : record.entrySet()) {
      if (field.getKey().equals("message") || field.getKey().equals("log")) {
        body = field.getValue();
      } else {
        entry.attributes().put(field.getKey(), field.getValue());
      }
    }
    entry.body(body);
    entry.attributes().put(TAG, tag);
    if (!metadata.isEmpty()) {
      entry.attributes().put(METADATA, metadata);
    }
    values.repeated(tag.length());
    records.add(entry);
  }

  private long time() throws IOException {
    return switch (in.getNextFormat().getValueType()) {
      case INTEGER -> nanos(in.unpackBigInteger().longValue(), 0);
      case FLOAT -> {
        double seconds = in.unpackDouble();
        yield nanos((long) seconds, (long) ((seconds - Math.floor(seconds)) * NANOS));
      }
      case EXTENSION -> {
        ExtensionTypeHeader header = in.unpackExtensionTypeHeader();
        if (header.getType() != 0 || header.getLength() != EVENT_TIME) {
          throw new MalformedTelemetryException(
              "an extension of type %d, %d bytes (expected: an EventTime, type 0, 8 bytes)"
                  .formatted(header.getType(), header.getLength()));
        }
        java.nio.ByteBuffer time = java.nio.ByteBuffer.wrap(in.readPayload(EVENT_TIME));
        yield nanos(time.getInt() & 0xffff_ffffL, time.getInt() & 0xffff_ffffL);
      }
      case NIL, BOOLEAN, STRING, BINARY, ARRAY, MAP ->
          throw new MalformedTelemetryException("no time (expected: seconds, or an EventTime)");
    };
  }

  /** A time in OTLP; what it cannot say is none. */
  private static long nanos(long seconds, long more) {
    return seconds >= 0 && seconds < MOST_SECONDS && more < NANOS ? seconds * NANOS + more : 0;
  }
}
