package io.beltline.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts the instructions of a process with {@code perf}, where the machine can count them. */
final class Instructions implements AutoCloseable {
  private static final String EVENTS = "instructions:u,instructions:k";

  private final @Nullable Process perf;

  private Instructions(@Nullable Process perf) {
    this.perf = perf;
  }

  /** Begins to count; counts nothing where the machine cannot. */
  static Instructions count(boolean possible, long pid, Duration window) throws IOException {
    if (!possible) {
      return new Instructions(null);
    }
    return new Instructions(
        perf("-p", Long.toString(pid), "--", "sleep", Double.toString(window.toMillis() / 1e3)));
  }

  /** Whether this machine counts instructions. */
  static boolean counted() {
    try (Instructions probe = new Instructions(perf("--", "true"))) {
      return probe.sum() > 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static Process perf(String... what) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of("perf", "stat", "-x", ",", "-e"));
    command.add(EVENTS);
    command.addAll(List.of(what));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** How many there were, 0 if they were not counted. Waits for the end of the window. */
  double sum() throws IOException {
    if (perf == null) {
      return 0;
    }
    String said = new String(perf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    double sum = 0;
    for (String line : said.lines().toList()) {
      String[] fields = line.split(",", -1);
      if (fields.length > 2 && fields[0].matches("\\d+") && fields[2].startsWith("instructions")) {
        sum += Double.parseDouble(fields[0]);
      }
    }
    return sum;
  }

  @Override
  public void close() {
    if (perf != null) {
      perf.destroy();
      try {
        boolean ignored = perf.waitFor(5, TimeUnit.SECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
