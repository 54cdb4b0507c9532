package io.beltline.receiver.fluentforward;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Messages of the forward protocol, as senders write them. */
final class Forward {
  private Forward() {}

  /** Writes MessagePack. */
  interface Body {
    void write(MessageBufferPacker out) throws IOException;
  }

  static byte[] pack(Body body) {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      body.write(out);
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void record(MessageBufferPacker out, String text, int number) throws IOException {
    out.packMapHeader(3).packString("message").packString(text);
    out.packString("n").packInt(number);
    out.packString("tags").packArrayHeader(2).packString("a").packNil();
  }

  private static void options(MessageBufferPacker out, String chunk, String compressed)
      throws IOException {
    out.packMapHeader((chunk.isEmpty() ? 0 : 1) + (compressed.isEmpty() ? 0 : 1));
    if (!chunk.isEmpty()) {
      out.packString("chunk").packString(chunk);
    }
    if (!compressed.isEmpty()) {
      out.packString("compressed").packString(compressed);
    }
  }

  /** Message mode. */
  static byte[] message(String text, String chunk) {
    return pack(
        out -> {
          out.packArrayHeader(4).packString("app.log").packLong(1_700_000_000);
          record(out, text, 1);
          options(out, chunk, "");
        });
  }

  /** Forward mode, with times to the nanosecond. */
  static byte[] forward(int events, String chunk) {
    return pack(
        out -> {
          out.packArrayHeader(3).packString("app.log").packArrayHeader(events);
          for (int i = 0; i < events; i++) {
            entry(out, i);
          }
          options(out, chunk, "");
        });
  }

  private static void entry(MessageBufferPacker out, int i) throws IOException {
    out.packArrayHeader(2).packExtensionTypeHeader((byte) 0, 8);
    out.writePayload(ByteBuffer.allocate(8).putInt(1_700_000_000).putInt(i).array());
    record(out, "event " + i, i);
  }

  /** PackedForward mode, or CompressedPackedForward: in two members, as buffers are appended. */
  static byte[] packed(int events, String chunk, boolean compressed) {
    byte[] first = entries(0, events / 2);
    byte[] second = entries(events / 2, events);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(compressed ? gzip(first) : first);
    all.writeBytes(compressed ? gzip(second) : second);
    return packed(all.toByteArray(), chunk, compressed ? "gzip" : "");
  }

  static byte[] packed(byte[] entries, String chunk, String compressed) {
    return pack(
        out -> {
          out.packArrayHeader(3).packString("app.log").packBinaryHeader(entries.length);
          out.writePayload(entries);
          options(out, chunk, compressed);
        });
  }

  private static byte[] entries(int from, int to) {
    return pack(
        out -> {
          for (int i = from; i < to; i++) {
            entry(out, i);
          }
        });
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
