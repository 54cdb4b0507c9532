package io.beltline.processor.memorylimiter;

import java.lang.management.ManagementFactory;

/**
 * What memory there is.
 *
 * @param machineBytes what the container, or else the machine, has
 * @param heapBytes the largest heap of this process
 */
record ProcessMemory(long machineBytes, long heapBytes) {
  /** A request is held once as bytes and, while it is sent, once more as frames or compressed. */
  private static final int COPIES = 2;

  static ProcessMemory ofThisProcess() {
    long machine =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean os
            ? os.getTotalMemorySize() // the container's limit where there is one
            : Runtime.getRuntime().maxMemory();
    return new ProcessMemory(machine, Runtime.getRuntime().maxMemory());
  }

  /**
   * How many bytes of telemetry may be held so that the process stays under a limit: what copies
   * leave of the limit or of the heap, whichever is smaller.
   */
  long budget(long limitBytes) {
    return Math.min(limitBytes, heapBytes) / COPIES;
  }
}
