package io.beltline.benchmarks.wire;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a generator counts. Safe for all threads. */
public final class Tally {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Latencies latencies = new Latencies();
  private volatile String lastRefusal = "";
  private volatile @Nullable Exception failure;

  void sent(long count) {
    bytes.add(count);
  }

  void accepted(int items, long nanos) {
    accepted.add(items);
    latencies.record(nanos);
  }

  void refused(int items, String why) {
    refused.add(items);
    lastRefusal = why;
  }

  void failed(Exception why) {
    failure = why;
  }

  /** Items that were acknowledged. */
  public long accepted() {
    return accepted.sum();
  }

  /** Items that were refused. */
  public long refused() {
    return refused.sum();
  }

  /** Bytes that were written to sockets. */
  public long bytes() {
    return bytes.sum();
  }

  /** Times from a request's being due to its acknowledgement. */
  public Latencies latencies() {
    return latencies;
  }

  /** What the last refusal said, empty if there was none. */
  public String lastRefusal() {
    return lastRefusal;
  }

  /** Why a connection broke, null if none did. */
  public @Nullable Exception failure() {
    return failure;
  }
}
