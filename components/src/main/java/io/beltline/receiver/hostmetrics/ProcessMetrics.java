package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.gauge;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import java.util.List;

/** The metrics of processes. */
final class ProcessMetrics {
  private static final PointAttribute SWITCH =
      PointAttribute.text("type", "Whether it gave way by itself.", "involuntary", "voluntary");
  private static final PointAttribute DIRECTION =
      PointAttribute.text("direction", "Which way.", "read", "write");
  private static final PointAttribute FAULT =
      PointAttribute.text("type", "Whether a disk was needed.", "major", "minor");
  private static final PointAttribute STATE =
      PointAttribute.text("state", "What it was busy with.", "system", "user", "wait");

  static final MetricSpec SWITCHES =
      counter(
              "process.context_switches",
              "{count}",
              "How often its main thread let others have their turn.")
          .by(SWITCH)
          .onRequest();
  static final MetricSpec CPU_TIME =
      counter("process.cpu.time", "s", "Time on CPUs, and waiting for disks.").decimal().by(STATE);
  static final MetricSpec CPU_UTILIZATION =
      gauge(
              "process.cpu.utilization",
              "1",
              "The part of all CPUs' time it had since the scrape before, 0 to 1.")
          .decimal()
          .by(STATE)
          .onRequest();
  static final MetricSpec DISK_IO =
      counter("process.disk.io", "By", "Bytes of its reads and writes.").by(DIRECTION);
  static final MetricSpec DISK_OPERATIONS =
      counter("process.disk.operations", "{operations}", "Its reads and writes.")
          .by(DIRECTION)
          .onRequest();
  static final MetricSpec HANDLES =
      level("process.handles", "{count}", "Open handles; on Windows only.").onRequest();
  static final MetricSpec MEMORY =
      level("process.memory.usage", "By", "The physical memory it has.");
  static final MetricSpec MEMORY_UTILIZATION =
      gauge("process.memory.utilization", "1", "The part of physical memory it has, in percent.")
          .decimal()
          .onRequest();
  static final MetricSpec VIRTUAL = level("process.memory.virtual", "By", "Its virtual memory.");
  static final MetricSpec OPEN_FILES =
      level("process.open_file_descriptors", "{count}", "Files it has open.").onRequest();
  static final MetricSpec FAULTS =
      counter("process.paging.faults", "{faults}", "Page faults.").by(FAULT).onRequest();
  static final MetricSpec SIGNALS =
      level("process.signals_pending", "{signals}", "Signals that wait for it, as bits.")
          .onRequest();
  static final MetricSpec THREADS =
      level("process.threads", "{threads}", "Its threads.").onRequest();
  static final MetricSpec UPTIME =
      gauge("process.uptime", "s", "How long it has been running.").decimal().onRequest();

  static final MetricTable TABLE =
      HostTables.table(
          "process",
          "1.43.0",
          List.of(
              SWITCHES,
              CPU_TIME,
              CPU_UTILIZATION,
              DISK_IO,
              DISK_OPERATIONS,
              HANDLES,
              MEMORY,
              MEMORY_UTILIZATION,
              VIRTUAL,
              OPEN_FILES,
              FAULTS,
              SIGNALS,
              THREADS,
              UPTIME));

  private ProcessMetrics() {}
}
