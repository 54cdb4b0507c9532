package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.gauge;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import io.beltline.components.scrape.ScrapeRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Swap space, paging and faults, from /proc/swaps and /proc/vmstat. One thread. */
final class PagingScraper extends HostScraper {
  private static final PointAttribute DEVICE =
      PointAttribute.text("device", "The file or partition.");
  private static final PointAttribute DIRECTION =
      PointAttribute.text("direction", "Which way.", "page_in", "page_out");
  private static final PointAttribute STATE =
      PointAttribute.text("state", "Whether it is in use.", "free", "used");
  private static final PointAttribute TYPE =
      PointAttribute.text("type", "Whether a disk was needed.", "major", "minor");

  private static final MetricSpec FAULTS =
      counter("system.paging.faults", "{faults}", "Page faults.").by(TYPE);
  private static final MetricSpec OPERATIONS =
      counter(
              "system.paging.operations",
              "{operations}",
              "Pages swapped (major) and KiB paged (minor), in and out.")
          .by(DIRECTION, TYPE);
  private static final MetricSpec USAGE =
      level("system.paging.usage", "By", "Swap space by use.").by(DEVICE, STATE);
  private static final MetricSpec UTILIZATION =
      gauge("system.paging.utilization", "1", "The part of swap space by use, 0 to 1.")
          .decimal()
          .by(DEVICE, STATE)
          .onRequest();

  static final MetricTable TABLE =
      HostTables.table("paging", List.of(FAULTS, OPERATIONS, USAGE, UTILIZATION));

  private static final long KIB = 1024;

  PagingScraper(Host host, MetricSheet sheet) {
    super("paging", host, sheet);
  }

  @Override
  protected void read(ScrapeRun run) {
    if (sheet.anyOf(USAGE, UTILIZATION)) {
      HostFiles.lines(
          host.paths().proc().resolve("swaps"), "swaps", 2, run.faults(), this::readSwap);
    }
    if (sheet.anyOf(FAULTS, OPERATIONS)) {
      Map<String, Long> counts = new HashMap<>();
      HostFiles.lines(
          host.paths().proc().resolve("vmstat"),
          "vmstat",
          1,
          run.faults(),
          line -> {
            if (line.startsWith("pgp")
                || line.startsWith("psw")
                || line.startsWith("pgf")
                || line.startsWith("pgmajfault")) {
              Fields fields = Fields.of(line);
              counts.put(fields.text(0), fields.number(1));
            }
          });
      write(counts);
    }
  }

  private void readSwap(String line) throws MalformedLineException {
    Fields fields = Fields.of(line);
    if (fields.size() == 0 || fields.text(0).equals("Filename")) {
      return; // the head of the table
    }
    String device = fields.text(0);
    long total = fields.number(2) * KIB;
    long used = fields.number(3) * KIB;
    sheet.of(USAGE).add(used, device, "used");
    sheet.of(USAGE).add(total - used, device, "free");
    if (total > 0) {
      sheet.of(UTILIZATION).add((double) used / total, device, "used");
      sheet.of(UTILIZATION).add((double) (total - used) / total, device, "free");
    }
  }

  private void write(Map<String, Long> counts) {
    operations(counts.get("pswpin"), "page_in", "major");
    operations(counts.get("pswpout"), "page_out", "major");
    operations(counts.get("pgpgin"), "page_in", "minor");
    operations(counts.get("pgpgout"), "page_out", "minor");
    Long all = counts.get("pgfault");
    Long major = counts.get("pgmajfault");
    if (all != null && major != null) {
      sheet.of(FAULTS).add(major, "major");
      sheet.of(FAULTS).add(all - major, "minor");
    }
  }

  private void operations(@Nullable Long count, String direction, String type) {
    if (count != null) { // kernels without swap have no such counts
      sheet.of(OPERATIONS).add(count, direction, type);
    }
  }
}
