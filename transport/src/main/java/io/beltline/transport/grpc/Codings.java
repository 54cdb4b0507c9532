package io.beltline.transport.grpc;

import io.beltline.transport.compression.Compression;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.DecompressorRegistry;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The message codings of gRPC by name. The library sees only names: bytes pass through it
 * compressed, and callers and handlers compress and decompress on their own threads.
 */
final class Codings {
  private static final List<Compression> SUPPORTED =
      List.of(Compression.GZIP, Compression.SNAPPY, Compression.ZSTD);

  private Codings() {}

  static DecompressorRegistry decompressors() {
    DecompressorRegistry registry =
        DecompressorRegistry.emptyInstance().with(Codec.Identity.NONE, false);
    for (Compression compression : SUPPORTED) {
      registry = registry.with(new PassThrough(compression.label()), true);
    }
    return registry;
  }

  static CompressorRegistry compressors() {
    CompressorRegistry registry = CompressorRegistry.newEmptyInstance();
    registry.register(Codec.Identity.NONE);
    for (Compression compression : SUPPORTED) {
      registry.register(new PassThrough(compression.label()));
    }
    return registry;
  }

  /**
   * The coding behind a name. grpc-go's "snappy" is the framed format, not the block one:
   * https://github.com/mostynb/go-grpc-compression.
   */
  static Compression format(String name) {
    Compression found = Compression.find(name);
    return found == null ? Compression.NONE : found;
  }

  /** What to write for a name. */
  static Compression written(Compression configured) {
    return configured == Compression.SNAPPY ? Compression.SNAPPY_FRAMED : configured;
  }

  /** A codec that changes nothing. */
  private record PassThrough(String name) implements Codec {
    @Override
    public String getMessageEncoding() {
      return name;
    }

    @Override
    public InputStream decompress(InputStream stream) {
      return stream;
    }

    @Override
    public OutputStream compress(OutputStream stream) {
      return stream;
    }
  }
}
