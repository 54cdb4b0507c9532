package io.beltline.exporter.prometheusremotewrite;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** What the running exporters of a process may remember together. Safe for all threads. */
final class MemoryShare implements LongSupplier {
  private static final long MOST = 128L << 20;
  private static final int PART_OF_HEAP = 8;
  private static final MemoryShare PROCESS =
      new MemoryShare(Math.min(MOST, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));

  private final long room;
  private final AtomicInteger users = new AtomicInteger();

  private MemoryShare(long room) {
    this.room = room;
  }

  /** That of this process. */
  static MemoryShare ofProcess() {
    return PROCESS;
  }

  /** One more shares it. */
  void enter() {
    users.incrementAndGet();
  }

  /** One less does. */
  void leave() {
    users.decrementAndGet();
  }

  /** How many bytes each may take now. */
  @Override
  public long getAsLong() {
    return room / Math.max(1, users.get());
  }
}
