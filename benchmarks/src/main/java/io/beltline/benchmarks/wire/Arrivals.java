package io.beltline.benchmarks.wire;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.compression.CompressionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** What came to a sink: counts everything, looks into a part of it. Safe for all threads. */
public final class Arrivals {
  private static final int LOOKED_INTO = 100;
  private static final long LARGEST = 256L << 20;

  private final Signal signal;
  private final Set<Long> expected;
  private final long delayNanos;
  private final Object turn = new Object();
  private final LongAdder requests = new LongAdder();
  private final LongAdder items = new LongAdder();
  private final LongAdder wire = new LongAdder();
  private final LongAdder checked = new LongAdder();
  private final LongAdder wrong = new LongAdder();

  /**
   * Nothing came yet.
   *
   * @param expected the sums of items that may come
   * @param delayNanos how long each request keeps all others waiting
   */
  public Arrivals(Signal signal, Set<Long> expected, long delayNanos) {
    this.signal = signal;
    this.expected = expected;
    this.delayNanos = delayNanos;
  }

  void read(long bytes) {
    wire.add(bytes);
  }

  /** Takes a request that is no longer needed afterwards. */
  void take(Slice body) throws IOException {
    Slice whole = plain(body);
    items.add(Telemetry.of(signal, Payload.of(whole)).itemCount());
    requests.increment();
    if (requests.sum() % LOOKED_INTO == 1) {
      look(whole);
    }
    if (delayNanos > 0) {
      synchronized (turn) {
        LockSupport.parkNanos(delayNanos);
      }
    }
  }

  private void look(Slice request) {
    new Checksums(signal, Edit.NOTHING)
        .read(
            request,
            sum -> {
              checked.increment();
              if (!expected.contains(sum)) {
                wrong.increment();
              }
            });
  }

  private static Slice plain(Slice body) throws IOException {
    Compression format = format(body);
    try {
      return Codecs.decompress(format, body, LARGEST);
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

  /** Requests that came. */
  public long requests() {
    return requests.sum();
  }

  /** Items that came. */
  public long items() {
    return items.sum();
  }

  /** Bytes that came over sockets. */
  public long wire() {
    return wire.sum();
  }

  /** Items that were looked into. */
  public long checked() {
    return checked.sum();
  }

  /** Items of those that are not as they should be. */
  public long wrong() {
    return wrong.sum();
  }
}
