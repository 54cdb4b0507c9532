package io.beltline.transport.compression;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A compression format as users name it ({@code compression: gzip}). */
public enum Compression {
  NONE(""),
  GZIP("gzip"),
  ZSTD("zstd"),
  SNAPPY("snappy"),
  SNAPPY_FRAMED("x-snappy-framed"),
  ZLIB("zlib"),
  DEFLATE("deflate"),
  LZ4("lz4");

  private final String label;

  Compression(String label) {
    this.label = label;
  }

  /** The name in configurations and in Content-Encoding; empty for none. */
  public String label() {
    return label;
  }

  /**
   * The format of a configured name; {@code none} and the empty name mean none.
   *
   * @throws IllegalArgumentException if there is no such format
   */
  public static Compression of(String name) {
    Compression found = find(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "unsupported compression type \""
              + name
              + "\" (expected: gzip, zstd, snappy, x-snappy-framed, zlib, deflate, lz4 or none)");
    }
    return found;
  }

  /** The format of a Content-Encoding in any case, or null if there is none of that name. */
  public static @Nullable Compression find(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "", "none", "identity" -> NONE;
      case "gzip", "x-gzip" -> GZIP;
      case "zstd" -> ZSTD;
      case "snappy" -> SNAPPY;
      case "x-snappy-framed" -> SNAPPY_FRAMED;
      case "zlib" -> ZLIB;
      case "deflate" -> DEFLATE;
      case "lz4" -> LZ4;
      default -> null;
    };
  }
}
