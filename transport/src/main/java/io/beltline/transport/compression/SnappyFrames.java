package io.beltline.transport.compression;

import io.beltline.model.Payload;
import io.beltline.model.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.xerial.snappy.Snappy;

/**
 * Snappy's framing format (https://github.com/google/snappy/blob/main/framing_format.txt): chunks
 * of at most 64 KiB, each with a checksum.
 */
final class SnappyFrames {
  private static final byte[] IDENTIFIER = {
    (byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y',
  };
  private static final int BLOCK = 65536;

  private SnappyFrames() {}

  static boolean begins(Slice input) {
    return input.length() >= IDENTIFIER.length
        && Arrays.equals(
            input.array(),
            input.offset(),
            input.offset() + IDENTIFIER.length,
            IDENTIFIER,
            0,
            IDENTIFIER.length);
  }

  static Slice compress(List<Slice> input) {
    Slice whole = Payload.of(input).contiguous();
    int blocks = (whole.length() + BLOCK - 1) / BLOCK;
    byte[] out = new byte[IDENTIFIER.length + blocks * (8 + Snappy.maxCompressedLength(BLOCK))];
    System.arraycopy(IDENTIFIER, 0, out, 0, IDENTIFIER.length);
    int at = IDENTIFIER.length;
    for (int from = 0; from < whole.length(); from += BLOCK) {
      Slice part = whole.slice(from, Math.min(BLOCK, whole.length() - from));
      int size = SnappyCodec.block(part, out, at + 8);
      boolean kept = size >= part.length();
      if (kept) {
        size = part.length();
        System.arraycopy(part.array(), part.offset(), out, at + 8, size);
      }
      int32(out, at, (size + 4) << 8 | (kept ? 1 : 0));
      int32(out, at + 4, checksum(part.array(), part.offset(), part.length()));
      at += 8 + size;
    }
    return new Slice(out, 0, at);
  }

  static void decompress(Slice input, Sink sink) throws CompressionException {
    if (!begins(input)) {
      throw Sink.corrupt("snappy: no stream identifier");
    }
    byte[] b = input.array();
    int at = input.offset();
    while (at < input.end()) {
      if (input.end() - at < 4) {
        throw truncated();
      }
      int type = b[at] & 0xff;
      int length = (b[at + 1] & 0xff) | (b[at + 2] & 0xff) << 8 | (b[at + 3] & 0xff) << 16;
      at += 4;
      if (length > input.end() - at) {
        throw truncated();
      }
      if (type <= 1) {
        data(new Slice(b, at, length), type == 1, sink);
      } else if (type < 0x80) {
        throw Sink.corrupt("snappy: unknown chunk type " + type);
      }
      at += length;
    }
  }

  private static void data(Slice chunk, boolean plain, Sink sink) throws CompressionException {
    if (chunk.length() < 4) {
      throw truncated();
    }
    Slice body = chunk.slice(4, chunk.length() - 4);
    int from = sink.size();
    if (plain) {
      sink.write(body.array(), body.offset(), body.length());
    } else {
      SnappyCodec.unblock(body, sink);
    }
    int expected =
        (chunk.array()[chunk.offset()] & 0xff)
            | (chunk.array()[chunk.offset() + 1] & 0xff) << 8
            | (chunk.array()[chunk.offset() + 2] & 0xff) << 16
            | (chunk.array()[chunk.offset() + 3] & 0xff) << 24;
    if (sink.size() - from > BLOCK
        || checksum(sink.array(), from, sink.size() - from) != expected) {
      throw Sink.corrupt("snappy: invalid checksum");
    }
  }

  private static int checksum(byte[] b, int from, int count) {
    CRC32C crc = new CRC32C();
    crc.update(b, from, count);
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + 0xa282ead8;
  }

  private static void int32(byte[] b, int at, int value) {
    for (int i = 0; i < 4; i++) {
      b[at + i] = (byte) (value >>> (8 * i));
    }
  }

  private static CompressionException truncated() {
    return Sink.corrupt("unexpected end of compressed data");
  }
}
