package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.Faults;
import java.nio.file.Path;

/** When the host has started: since when its counters count. Read once. One thread. */
final class BootTime {
  private static final long SECOND = 1_000_000_000L;

  private final Path stat;
  private final Path uptime;
  private long nanos;

  BootTime(HostPaths paths) {
    this.stat = paths.proc().resolve("stat");
    this.uptime = paths.proc().resolve("uptime");
  }

  /** In nanoseconds since 1970, 0 while it cannot be read. */
  long nanos(long now, Faults faults) {
    if (nanos == 0) {
      HostFiles.lines(stat, "stat", 0, faults, this::readStat);
    }
    if (nanos == 0) {
      HostFiles.linesIfThere(
          uptime,
          "uptime",
          0,
          faults,
          line -> nanos = now - (long) (Fields.of(line).decimal(0) * SECOND));
    }
    return nanos;
  }

  private void readStat(String line) throws MalformedLineException {
    if (line.startsWith("btime ")) {
      nanos = Fields.of(line).number(1) * SECOND;
    }
  }
}
