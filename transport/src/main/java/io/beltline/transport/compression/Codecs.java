package io.beltline.transport.compression;

import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import java.util.List;

/**
 * Compresses and decompresses whole buffers. Safe for all threads; native state is pooled, and a
 * format's library is loaded at its first use.
 */
public final class Codecs {
  private Codecs() {}

  /**
   * Compresses slices in order into one buffer.
   *
   * @param format the format, not NONE
   * @param level the level as in {@code compression_params}; 0 for the format's default
   */
  public static Slice compress(Compression format, int level, List<Slice> input) {
    return switch (format) {
      case NONE -> throw new IllegalArgumentException("NONE compresses nothing");
      case GZIP -> DeflateCodec.gzip(level, input);
      case ZLIB, DEFLATE -> DeflateCodec.zlib(level, input);
      case ZSTD -> ZstdCodec.compress(level, input);
      case SNAPPY -> SnappyCodec.compress(input);
      case SNAPPY_FRAMED -> SnappyFrames.compress(input);
      case LZ4 -> Lz4Codec.compress(input);
    };
  }

  /**
   * Decompresses a buffer. Memory grows with what really comes out, never beyond the limit.
   *
   * @param limit the largest result in bytes
   * @throws CompressionException if the bytes are no such format or their result is too large
   */
  public static Slice decompress(Compression format, Slice input, long limit)
      throws CompressionException {
    return decompress(format, input, limit, Reservation.unlimited());
  }

  /**
   * As above, with memory for the result reserved before it is used.
   *
   * @param reservation grows by the size of the result; stays open
   */
  public static Slice decompress(
      Compression format, Slice input, long limit, Reservation reservation)
      throws CompressionException {
    if (input.length() == 0 && format != Compression.NONE) {
      throw Sink.corrupt("unexpected end of compressed data");
    }
    Sink sink = new Sink(limit, reservation);
    switch (format) {
      case NONE -> {
        if (input.length() > limit) {
          throw Sink.tooLarge(limit);
        }
        return input;
      }
      case GZIP -> DeflateCodec.gunzip(input, sink);
      case ZLIB, DEFLATE -> DeflateCodec.unzlib(input, sink);
      case ZSTD -> ZstdCodec.decompress(input, sink);
      case SNAPPY -> SnappyCodec.decompress(input, sink);
      case SNAPPY_FRAMED -> SnappyFrames.decompress(input, sink);
      case LZ4 -> Lz4Codec.decompress(input, sink);
    }
    return sink.toSlice();
  }
}
