package io.beltline.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How busy a core was since the system's start, as {@code /proc/stat} tells.
 *
 * @param busy ticks with work
 * @param total all ticks
 * @param stolen ticks that another machine on the same hardware had
 */
record CoreUsage(long busy, long total, long stolen) {
  private static final int IDLE = 4;
  private static final int WAITING = 5;
  private static final int STOLEN = 8;

  static CoreUsage of(int core) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
      if (line.startsWith("cpu" + core + " ")) {
        List<Long> fields = List.of(line.split(" ")).stream().skip(1).map(Long::valueOf).toList();
        long total = fields.stream().limit(STOLEN).mapToLong(Long::longValue).sum();
        long idle = fields.get(IDLE - 1) + fields.get(WAITING - 1);
        return new CoreUsage(total - idle, total, fields.get(STOLEN - 1));
      }
    }
    throw new IOException("no core " + core);
  }

  /** The share that was busy since an earlier reading. */
  double since(CoreUsage before) {
    return (double) (busy - before.busy) / Math.max(1, total - before.total);
  }

  /** The share that was stolen since an earlier reading. */
  double stolenSince(CoreUsage before) {
    return (double) (stolen - before.stolen) / Math.max(1, total - before.total);
  }
}
