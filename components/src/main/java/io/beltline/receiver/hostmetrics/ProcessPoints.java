package io.beltline.receiver.hostmetrics;

import static io.beltline.receiver.hostmetrics.ProcessMetrics.CPU_TIME;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.CPU_UTILIZATION;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.DISK_IO;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.DISK_OPERATIONS;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.FAULTS;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.MEMORY;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.MEMORY_UTILIZATION;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.OPEN_FILES;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.SIGNALS;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.SWITCHES;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.THREADS;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.UPTIME;
import static io.beltline.receiver.hostmetrics.ProcessMetrics.VIRTUAL;

import io.beltline.components.scrape.Faults;
import io.beltline.components.scrape.MetricSheet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a process uses. One thread. */
final class ProcessPoints {
  private static final double SECOND = 1e9;
  private static final int HEX = 16;

  private final HostScraper.Host host;
  private final MetricSheet sheet;
  private final CpuInfo info;
  private int cpus;
  private long memory;

  ProcessPoints(HostScraper.Host host, MetricSheet sheet) {
    this.host = host;
    this.sheet = sheet;
    this.info = new CpuInfo(host.paths());
  }

  /**
   * The time on CPUs at a moment, in seconds.
   *
   * @param now the moment, in nanoseconds
   */
  record CpuTimes(double user, double system, double disk, long now) {}

  /** Reads what the host has of what processes use parts of. To be called before each scrape. */
  void refresh(Faults faults) {
    if (sheet.anyOf(CPU_UTILIZATION)) {
      cpus = Math.max(1, info.logical(faults));
    }
    if (sheet.anyOf(MEMORY_UTILIZATION)) {
      memory = MemInfo.read(host.paths(), faults).total();
    }
  }

  /**
   * Time on CPUs, and the part of it since another moment.
   *
   * @param last the times of the scrape before, null in the first
   */
  CpuTimes cpu(ProcessStat stat, long now, @Nullable CpuTimes last) {
    double ticks = host.kernel().ticks();
    CpuTimes times =
        new CpuTimes(stat.user() / ticks, stat.system() / ticks, stat.waited() / ticks, now);
    sheet.of(CPU_TIME).add(times.user, "user");
    sheet.of(CPU_TIME).add(times.system, "system");
    sheet.of(CPU_TIME).add(times.disk, "wait");
    if (last != null) {
      double elapsed = (now - last.now) / SECOND * cpus;
      utilization(times.user - last.user, elapsed, "user");
      utilization(times.system - last.system, elapsed, "system");
      utilization(times.disk - last.disk, elapsed, "wait");
    }
    return times;
  }

  private void utilization(double seconds, double elapsed, String state) {
    sheet.of(CPU_UTILIZATION).add(elapsed > 0 ? seconds / elapsed : 0, state);
  }

  void memory(ProcessStat stat) {
    long resident = stat.residentPages() * host.kernel().pageSize();
    sheet.of(MEMORY).add(resident);
    sheet.of(VIRTUAL).add(stat.virtualBytes());
    if (memory > 0) {
      sheet.of(MEMORY_UTILIZATION).add(100.0 * resident / memory);
    }
  }

  void counts(ProcessStat stat, double uptime) {
    sheet.of(THREADS).add(stat.threads());
    sheet.of(FAULTS).add(stat.majorFaults(), "major");
    sheet.of(FAULTS).add(stat.minorFaults(), "minor");
    sheet.of(UPTIME).add(uptime);
  }

  void io(ProcessFiles files, @Nullable Faults faults) {
    if (!sheet.anyOf(DISK_IO, DISK_OPERATIONS)) {
      return;
    }
    Map<String, String> io = files.entries("io", "process io", 2, faults);
    if (io.isEmpty()) {
      return;
    }
    try {
      // as the Collector has it: what went through read and write, from a disk or not
      long read = Fields.number(io.getOrDefault("rchar", ""));
      long written = Fields.number(io.getOrDefault("wchar", ""));
      long reads = Fields.number(io.getOrDefault("syscr", ""));
      long writes = Fields.number(io.getOrDefault("syscw", ""));
      sheet.of(DISK_IO).add(read, "read");
      sheet.of(DISK_IO).add(written, "write");
      sheet.of(DISK_OPERATIONS).add(reads, "read");
      sheet.of(DISK_OPERATIONS).add(writes, "write");
    } catch (MalformedLineException e) {
      malformed(files, "io", e, faults);
    }
  }

  /** What the status file says. It counts the main thread alone, whose sums never fall. */
  void status(ProcessFiles files, @Nullable Faults faults) {
    try {
      if (sheet.anyOf(SIGNALS)) {
        String pending = files.entries("status", "process status", 1, faults).get("ShdPnd");
        if (pending != null) {
          sheet.of(SIGNALS).add(hex(pending));
        }
      }
      if (sheet.anyOf(SWITCHES)) {
        switches(files.entries("status", "process status", 2, faults));
      }
    } catch (MalformedLineException e) {
      malformed(files, "status", e, faults);
    }
  }

  private void switches(Map<String, String> status) throws MalformedLineException {
    String yielded = status.get("voluntary_ctxt_switches");
    String forced = status.get("nonvoluntary_ctxt_switches");
    if (yielded != null && forced != null) {
      long voluntary = Fields.number(yielded);
      sheet.of(SWITCHES).add(Fields.number(forced), "involuntary");
      sheet.of(SWITCHES).add(voluntary, "voluntary");
    }
  }

  void openFiles(ProcessFiles files, @Nullable Faults faults) {
    if (sheet.anyOf(OPEN_FILES)) {
      long open = files.openFiles(faults);
      if (open >= 0) {
        sheet.of(OPEN_FILES).add(open);
      }
    }
  }

  private static long hex(String word) throws MalformedLineException {
    try {
      return Long.parseUnsignedLong(word, HEX);
    } catch (NumberFormatException e) {
      throw new MalformedLineException("\"%s\" (expected: a number)".formatted(word));
    }
  }

  private static void malformed(
      ProcessFiles files, String file, MalformedLineException e, @Nullable Faults faults) {
    if (faults != null) {
      HostFiles.malformed(files.directory().resolve(file), "process " + file, 1, faults, "", e);
    }
  }
}
