package io.beltline.transport.compression;

import io.beltline.model.Payload;
import io.beltline.model.Slice;
import java.io.IOException;
import java.util.List;
import org.xerial.snappy.Snappy;

/** Snappy's block format, and blocks inside snappy's frames where a sender mixes the two up. */
final class SnappyCodec {
  private SnappyCodec() {}

  static Slice compress(List<Slice> input) {
    Slice whole = Payload.of(input).contiguous();
    byte[] out = new byte[Snappy.maxCompressedLength(whole.length())];
    return new Slice(out, 0, block(whole, out, 0));
  }

  static int block(Slice input, byte[] out, int at) {
    try {
      return Snappy.compress(input.array(), input.offset(), input.length(), out, at);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static void decompress(Slice input, Sink sink) throws CompressionException {
    if (SnappyFrames.begins(input)) {
      SnappyFrames.decompress(input, sink);
    } else {
      unblock(input, sink);
    }
  }

  static void unblock(Slice input, Sink sink) throws CompressionException {
    long declared = declaredLength(input);
    if (declared > (input.length() * 64L) + 64) {
      // a copy element of 3 bytes yields at most 64, so this cannot be true
      throw declared > sink.left() ? Sink.tooLarge(sink.left()) : invalid();
    }
    sink.require(declared);
    try {
      if (!Snappy.isValidCompressedBuffer(input.array(), input.offset(), input.length())) {
        throw invalid();
      }
      sink.advance(
          Snappy.uncompress(
              input.array(), input.offset(), input.length(), sink.array(), sink.size()));
    } catch (IOException malformed) {
      throw invalid();
    }
  }

  private static long declaredLength(Slice input) throws CompressionException {
    long value = 0;
    for (int i = 0; i < Math.min(5, input.length()); i++) {
      byte b = input.array()[input.offset() + i];
      value |= (long) (b & 0x7f) << (7 * i);
      if (b >= 0) {
        if (value > 0xffffffffL) {
          throw invalid();
        }
        return value;
      }
    }
    throw invalid();
  }

  private static CompressionException invalid() {
    return Sink.corrupt("snappy: corrupt input");
  }
}
