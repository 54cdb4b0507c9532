package io.beltline.benchmarks.queue;

import io.beltline.delivery.journal.FsyncPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures a delivery with its queue in memory and on disk, under each policy of syncing: requests
 * of 100 spans from 32 senders to a destination that takes each at once.
 */
public final class QueueBenchmarks {
  private static final int ROUNDS = 3;

  private QueueBenchmarks() {}

  /**
   * Arguments: seconds for each measurement, and a directory on the disk that is to be measured.
   */
  public static void main(String[] arguments) throws Exception {
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[0]));
    Path directory = Path.of(arguments[1]);
    List<String> rows = new ArrayList<>();
    rows.add("| queue | requests/s | µs of CPU a request | ns of CPU a span | requests a sync |");
    rows.add("|---|---|---|---|---|");
    for (int round = 1; round <= ROUNDS; round++) {
      rows.add(row("memory", QueueRun.inMemory(time)));
      for (FsyncPolicy policy :
          List.of(FsyncPolicy.NEVER, FsyncPolicy.INTERVAL, FsyncPolicy.ALWAYS)) {
        rows.add(
            row(
                policy.name().toLowerCase(java.util.Locale.ROOT),
                QueueRun.onDisk(fresh(directory), policy, time)));
      }
    }
    Files.write(directory.resolve("queue.md"), rows);
    rows.forEach(System.out::println);
  }

  private static Path fresh(Path directory) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(directory), "journal");
  }

  private static String row(String name, QueueRun.Result result) {
    return String.format(
        "| %s | %,.0f | %.1f | %.0f | %s |",
        name,
        result.requests() / result.seconds(),
        result.cpuSeconds() * 1e6 / result.requests(),
        result.cpuSeconds() * 1e9 / result.requests() / QueueRun.ITEMS,
        result.syncs() == 0
            ? "-"
            : String.format("%.1f", (double) result.requests() / result.syncs()));
  }
}
