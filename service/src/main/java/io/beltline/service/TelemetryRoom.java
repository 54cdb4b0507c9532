package io.beltline.service;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** How many bytes of telemetry fit the heap of this process. */
final class TelemetryRoom {
  /** Classes, connections, metrics and the configuration. */
  private static final long BASE = 24L << 20;

  private static final long LEAST = 8L << 20;

  private TelemetryRoom() {}

  /**
   * Three quarters of where objects live that stay, less what is always there: the last quarter
   * lets the collector of garbage work, and holds what a request is while it is read or sent.
   */
  static long bytes() {
    long largest = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        largest = Math.max(largest, pool.getUsage().getMax());
      }
    }
    return of(largest > 0 ? largest : Runtime.getRuntime().maxMemory());
  }

  static long of(long largestPool) {
    return Math.max(LEAST, (largestPool - BASE) / 4 * 3);
  }
}
