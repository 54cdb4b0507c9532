package io.beltline.benchmarks.wire;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.compression.CompressionException;
import java.io.IOException;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/** OTLP requests of one signal, plain or compressed with gzip or zstd. */
public final class OtlpContent implements Content {
  private static final long LARGEST = 256L << 20;

  private final Signal signal;
  private final Checksums sums;

  /**
   * Reads requests of a signal.
   *
   * @param seen which fields of items are looked at
   */
  public OtlpContent(Signal signal, IntPredicate seen) {
    this.signal = signal;
    this.sums = new Checksums(signal, Edit.NOTHING, seen);
  }

  @Override
  public Slice plain(Slice body) throws IOException {
    try {
      return Codecs.decompress(format(body), body, LARGEST);
    } catch (CompressionException corrupt) {
      throw new IOException(corrupt);
    }
  }

  private static Compression format(Slice body) {
    if (body.length() < 4) {
      return Compression.NONE;
    }
    int first = body.array()[body.offset()] & 0xff;
    int second = body.array()[body.offset() + 1] & 0xff;
    if (first == 0x1f && second == 0x8b) {
      return Compression.GZIP;
    }
    return first == 0x28 && second == 0xb5 ? Compression.ZSTD : Compression.NONE;
  }

  @Override
  public long count(Slice request) {
    return Telemetry.of(signal, Payload.of(request)).itemCount();
  }

  @Override
  public void read(Slice request, LongConsumer taker) {
    sums.read(request, taker);
  }
}
