package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import io.beltline.components.scrape.ScrapeRun;
import java.util.List;

/** Input and output of disks, from /proc/diskstats. One thread. */
final class DiskScraper extends HostScraper {
  private static final PointAttribute DEVICE = PointAttribute.text("device", "The disk.");
  private static final PointAttribute DIRECTION =
      PointAttribute.text("direction", "Which way.", "read", "write");

  private static final MetricSpec IO =
      counter("system.disk.io", "By", "Bytes read and written.").by(DEVICE, DIRECTION);
  private static final MetricSpec IO_TIME =
      counter("system.disk.io_time", "s", "How long the disk was busy.").decimal().by(DEVICE);
  private static final MetricSpec MERGED =
      counter("system.disk.merged", "{operations}", "Reads and writes that joined another.")
          .by(DEVICE, DIRECTION);
  private static final MetricSpec OPERATION_TIME =
      counter("system.disk.operation_time", "s", "How long reads and writes took, added up.")
          .decimal()
          .by(DEVICE, DIRECTION);
  private static final MetricSpec OPERATIONS =
      counter("system.disk.operations", "{operations}", "Reads and writes.").by(DEVICE, DIRECTION);
  private static final MetricSpec PENDING =
      level("system.disk.pending_operations", "{operations}", "Reads and writes under way.")
          .by(DEVICE);
  private static final MetricSpec WEIGHTED =
      counter("system.disk.weighted_io_time", "s", "Busy time multiplied by what was under way.")
          .decimal()
          .by(DEVICE);

  static final MetricTable TABLE =
      HostTables.table(
          "disk", List.of(IO, IO_TIME, MERGED, OPERATION_TIME, OPERATIONS, PENDING, WEIGHTED));

  private static final long SECTOR = 512; // whatever the disk's own is
  private static final double MILLIS = 1000;
  private static final int COLUMNS = 14;

  private final NameFilter filter;

  DiskScraper(Host host, MetricSheet sheet, NameFilter filter) {
    super("disk", host, sheet);
    this.filter = filter;
  }

  @Override
  protected void read(ScrapeRun run) {
    HostFiles.lines(
        host.paths().proc().resolve("diskstats"),
        "diskstats",
        TABLE.metrics().size(),
        run.faults(),
        this::readDisk);
  }

  private void readDisk(String line) throws MalformedLineException {
    Fields fields = Fields.of(line);
    if (fields.size() == 0) {
      return;
    }
    String device = fields.text(2);
    long[] columns = new long[COLUMNS];
    boolean used = false;
    for (int i = 3; i < COLUMNS; i++) {
      columns[i] = fields.number(i);
      used |= columns[i] != 0;
    }
    if (used && filter.wants(device)) {
      write(device, columns);
    }
  }

  private void write(String device, long[] columns) {
    both(OPERATIONS, device, columns[3], columns[7]);
    both(MERGED, device, columns[4], columns[8]);
    both(IO, device, columns[5] * SECTOR, columns[9] * SECTOR);
    sheet.of(OPERATION_TIME).add(columns[6] / MILLIS, device, "read");
    sheet.of(OPERATION_TIME).add(columns[10] / MILLIS, device, "write");
    sheet.of(PENDING).add(columns[11], device);
    sheet.of(IO_TIME).add(columns[12] / MILLIS, device);
    sheet.of(WEIGHTED).add(columns[13] / MILLIS, device);
  }

  private void both(MetricSpec spec, String device, long read, long written) {
    sheet.of(spec).add(read, device, "read");
    sheet.of(spec).add(written, device, "write");
  }
}
