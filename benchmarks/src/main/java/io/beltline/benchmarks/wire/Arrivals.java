package io.beltline.benchmarks.wire;

import io.beltline.model.Signal;
import io.beltline.model.Slice;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** What came to a sink: counts everything, looks into a part of it. Safe for all threads. */
public final class Arrivals {
  /** Odd, since some exporters send requests of two kinds by turns. */
  private static final int LOOKED_INTO = 101;

  private final Content content;
  private final Set<Long> expected;
  private final long delayNanos;
  private final Object turn = new Object();
  private final AtomicLong requests = new AtomicLong();
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
    this(new OtlpContent(signal, field -> true), expected, delayNanos);
  }

  /** The same for other content. */
  public Arrivals(Content content, Set<Long> expected, long delayNanos) {
    this.content = content;
    this.expected = expected;
    this.delayNanos = delayNanos;
  }

  void read(long bytes) {
    wire.add(bytes);
  }

  /**
   * Takes a request that is no longer needed afterwards.
   *
   * @return its items
   */
  long take(Slice body) throws IOException {
    Slice whole = content.plain(body);
    long count = content.count(whole);
    items.add(count);
    if (requests.getAndIncrement() % LOOKED_INTO == 0) {
      look(whole);
    }
    if (delayNanos > 0) {
      synchronized (turn) {
        LockSupport.parkNanos(delayNanos);
      }
    }
    return count;
  }

  private void look(Slice request) {
    content.read(
        request,
        sum -> {
          checked.increment();
          if (!expected.contains(sum)) {
            wrong.increment();
          }
        });
  }

  /** Requests that came. */
  public long requests() {
    return requests.get();
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
