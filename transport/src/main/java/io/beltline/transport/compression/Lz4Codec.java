package io.beltline.transport.compression;

import io.beltline.model.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/** The LZ4 frame format. */
final class Lz4Codec {
  private Lz4Codec() {}

  static Slice compress(List<Slice> input) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out =
        new LZ4FrameOutputStream(
            bytes,
            LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB,
            -1L,
            LZ4Factory.safeInstance().fastCompressor(),
            XXHashFactory.safeInstance().hash32(),
            LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
            LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM)) {
      for (Slice slice : input) {
        out.write(slice.array(), slice.offset(), slice.length());
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return Slice.of(bytes.toByteArray());
  }

  static void decompress(Slice input, Sink sink) throws CompressionException {
    var bytes = new ByteArrayInputStream(input.array(), input.offset(), input.length());
    try (var in =
        new LZ4FrameInputStream(
            bytes,
            LZ4Factory.safeInstance().safeDecompressor(),
            XXHashFactory.safeInstance().hash32())) {
      sink.readAll(in, (int) Math.min(1 << 20, Math.max(1024, input.length() * 4L)));
    } catch (IOException | RuntimeException malformed) {
      // the library throws bare RuntimeExceptions for malformed headers
      throw Sink.corrupt("lz4: " + malformed.getMessage());
    }
  }
}
