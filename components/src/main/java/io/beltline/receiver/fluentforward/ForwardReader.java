package io.beltline.receiver.fluentforward;

import io.beltline.components.operators.RequestBuilder;
import io.beltline.model.MalformedTelemetryException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/**
 * Reads messages of the forward protocol in all their modes: Message, Forward, PackedForward and
 * CompressedPackedForward. One thread.
 *
 * @see <a href="https://github.com/fluent/fluentd/wiki/Forward-Protocol-Specification-v1">the
 *     protocol</a>
 */
final class ForwardReader {
  private static final int BUFFER = 8 * 1024;
  private static final MessagePack.UnpackerConfig CONFIG =
      new MessagePack.UnpackerConfig().withBufferSize(BUFFER);

  private final MessageUnpacker in;
  private final ReadingRoom room;
  private final MessagePackValues values;

  ForwardReader(InputStream stream, ReadingRoom room) {
    this.in = CONFIG.newUnpacker(stream);
    this.room = room;
    this.values = new MessagePackValues(in, room);
  }

  /** Whether there is a further message: waits for its first byte. */
  boolean hasNext() throws IOException {
    return in.hasNext();
  }

  /**
   * Reads the next message.
   *
   * @param now when it came, in nanoseconds since 1970-01-01T00:00:00Z
   * @throws MalformedTelemetryException if it is none
   * @throws MessagePackException if it is no MessagePack, or ends within a value
   * @throws NoRoomException if it needs more room than there is
   */
  ForwardMessage read(long now) throws IOException, InterruptedException {
    int size = in.unpackArrayHeader();
    String tag = values.text();
    ValueType second = in.getNextFormat().getValueType();
    RequestBuilder records = new RequestBuilder();
    EventReader events = new EventReader(in, values, tag, now, records);
    return switch (second) {
      case ARRAY -> {
        between(size, 2, 3);
        int count = in.unpackArrayHeader();
        for (int i = 0; i < count; i++) {
          events.entry();
        }
        yield message(records, options(size == 3));
      }
      case STRING, BINARY -> {
        between(size, 2, 3);
        byte[] packed = values.bytes();
        Map<String, @Nullable Object> options = options(size == 3);
        unpack(packed, options, tag, now, records);
        yield message(records, options);
      }
      case INTEGER, FLOAT, EXTENSION -> {
        between(size, 3, 4);
        events.event();
        yield message(records, options(size == 4));
      }
      case NIL, BOOLEAN, MAP -> throw new MalformedTelemetryException("no mode has a " + second);
    };
  }

  private static void between(int size, int least, int most) {
    if (size < least || size > most) {
      throw new MalformedTelemetryException(
          "a message of %d parts (expected: %d to %d)".formatted(size, least, most));
    }
  }

  private Map<String, @Nullable Object> options(boolean written)
      throws IOException, InterruptedException {
    if (!written) {
      return Map.of();
    }
    if (in.tryUnpackNil()) {
      return Map.of();
    }
    return values.map();
  }

  private static ForwardMessage message(
      RequestBuilder records, Map<String, @Nullable Object> options) {
    return new ForwardMessage(
        records.build(), (options.get("chunk") instanceof String chunk) ? chunk : null);
  }

  /** Entries in one piece, compressed or not. */
  private void unpack(
      byte[] packed,
      Map<String, @Nullable Object> options,
      String tag,
      long now,
      RequestBuilder records)
      throws InterruptedException {
    Object compressed = options.get("compressed");
    boolean gzip = "gzip".equals(compressed);
    if (compressed != null && !gzip && !"text".equals(compressed)) {
      throw new MalformedTelemetryException(
          "compressed: " + compressed + " is not supported (expected: gzip)");
    }
    InputStream bytes = new ByteArrayInputStream(packed);
    try (MessageUnpacker entries =
        CONFIG.newUnpacker(gzip ? new GZIPInputStream(bytes, BUFFER) : bytes)) {
      MessagePackValues inside = new MessagePackValues(entries, room);
      EventReader events = new EventReader(entries, inside, tag, now, records);
      while (entries.hasNext()) {
        events.entry();
      }
    } catch (MessageInsufficientBufferException | EOFException cut) {
      throw new MalformedTelemetryException("entries end within a value");
    } catch (IOException | MessagePackException damaged) {
      throw new MalformedTelemetryException("no entries: " + damaged);
    }
  }
}
