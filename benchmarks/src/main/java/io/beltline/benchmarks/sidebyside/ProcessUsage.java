package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process has used, as Linux tells in {@code /proc}.
 *
 * @param userTicks user time in hundredths of a second
 * @param systemTicks system time in hundredths of a second
 * @param rssKib resident memory
 * @param peakKib its peak
 * @param nanos when it was read
 */
record ProcessUsage(long userTicks, long systemTicks, long rssKib, long peakKib, long nanos) {
  private static final int USER = 11;

  /** Of a process and all that it has started. */
  static ProcessUsage ofTree(ProcessHandle root) throws IOException {
    ProcessUsage sum = of(root.pid());
    for (ProcessHandle child : root.descendants().toList()) {
      ProcessUsage own = of(child.pid());
      sum =
          new ProcessUsage(
              sum.userTicks + own.userTicks,
              sum.systemTicks + own.systemTicks,
              sum.rssKib + own.rssKib,
              sum.peakKib + own.peakKib,
              sum.nanos);
    }
    return sum;
  }

  static ProcessUsage of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    String stat = Files.readString(process.resolve("stat"));
    // the name, in parentheses, may hold spaces
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    List<String> status = Files.readAllLines(process.resolve("status"));
    return new ProcessUsage(
        Long.parseLong(fields.get(USER)),
        Long.parseLong(fields.get(USER + 1)),
        kib(status, "VmRSS:"),
        kib(status, "VmHWM:"),
        System.nanoTime());
  }

  private static long kib(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /** User and system time since an earlier reading, in microseconds. */
  double microsSince(ProcessUsage before) {
    return (userTicks - before.userTicks + systemTicks - before.systemTicks) * 1e4;
  }

  /** What it did since an earlier reading, where it took some items meanwhile; may be added to. */
  Map<String, Double> numbersSince(ProcessUsage before, double items) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put(Names.RATE, items * 1e9 / (nanos - before.nanos));
    numbers.put(Names.MICROS, microsSince(before) / items);
    numbers.put(Names.CORE, coreSince(before));
    numbers.put(Names.RSS, rssKib / 1024.0);
    numbers.put(Names.PEAK, peakKib / 1024.0);
    return numbers;
  }

  /** The share of system time since an earlier reading. */
  double systemShareSince(ProcessUsage before) {
    return (systemTicks - before.systemTicks) * 1e4 / Math.max(1, microsSince(before));
  }

  /** The share of one core since an earlier reading. */
  double coreSince(ProcessUsage before) {
    return microsSince(before) * 1e3 / (nanos - before.nanos);
  }
}
