package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.gauge;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import io.beltline.components.scrape.ScrapeRun;
import java.util.List;

/** Use of memory, from /proc/meminfo. One thread. */
final class MemoryScraper extends HostScraper {
  private static final PointAttribute STATE =
      PointAttribute.text(
          "state",
          "What it is used for.",
          "buffered",
          "cached",
          "free",
          "slab_reclaimable",
          "slab_unreclaimable",
          "used");
  private static final PointAttribute PAGES =
      PointAttribute.text(
          "system.memory.linux.hugepages.state", "Whether they are in use.", "free", "used");

  private static final MetricSpec AVAILABLE =
      bytes("system.linux.memory.available", "What new programs could have without swapping.");
  private static final MetricSpec DIRTY =
      bytes("system.linux.memory.dirty", "What waits to be written to disk.");
  private static final MetricSpec LIMIT = bytes("system.memory.limit", "All there is.");
  private static final MetricSpec HUGE_LIMIT =
      pages("system.memory.linux.hugepages.limit", "How many huge pages there are.");
  private static final MetricSpec HUGE_SIZE =
      bytes("system.memory.linux.hugepages.page_size", "The size of a huge page.");
  private static final MetricSpec HUGE_RESERVED =
      pages(
          "system.memory.linux.hugepages.reserved",
          "Huge pages that are promised and not used yet: some of those free.");
  private static final MetricSpec HUGE_SURPLUS =
      pages("system.memory.linux.hugepages.surplus", "Huge pages beyond the pool's size.");
  private static final MetricSpec HUGE_USAGE =
      pages("system.memory.linux.hugepages.usage", "Huge pages by use.").by(PAGES);
  private static final MetricSpec HUGE_UTILIZATION =
      ratio("system.memory.linux.hugepages.utilization", "The part of huge pages by use, 0 to 1.")
          .by(PAGES)
          .onRequest();
  private static final MetricSpec SHARED =
      bytes("system.memory.linux.shared", "Shared memory, with that of tmpfs.");
  private static final MetricSpec PAGE_SIZE =
      gauge("system.memory.page_size", "By", "The size of a page.").onRequest();
  private static final MetricSpec USAGE =
      level("system.memory.usage", "By", "Memory by use.").by(STATE);
  private static final MetricSpec UTILIZATION =
      ratio("system.memory.utilization", "The part of memory by use, 0 to 1.")
          .by(STATE)
          .onRequest();

  static final MetricTable TABLE =
      HostTables.table(
          "memory",
          List.of(
              AVAILABLE,
              DIRTY,
              LIMIT,
              HUGE_LIMIT,
              HUGE_SIZE,
              HUGE_RESERVED,
              HUGE_SURPLUS,
              HUGE_USAGE,
              HUGE_UTILIZATION,
              SHARED,
              PAGE_SIZE,
              USAGE,
              UTILIZATION));

  private static MetricSpec bytes(String name, String description) {
    return level(name, "By", description).onRequest();
  }

  private static MetricSpec pages(String name, String description) {
    return level(name, "{page}", description).onRequest();
  }

  private static MetricSpec ratio(String name, String description) {
    return gauge(name, "1", description).decimal();
  }

  MemoryScraper(Host host, MetricSheet sheet) {
    super("memory", host, sheet);
  }

  @Override
  protected void read(ScrapeRun run) {
    MemInfo info = MemInfo.read(host.paths(), run.faults());
    if (info.has("MemTotal")) {
      usage("used", info.total() - info.available(), info);
      usage("free", info.bytes("MemFree"), info);
      usage("buffered", info.bytes("Buffers"), info);
      usage("cached", info.cached(), info);
      usage("slab_reclaimable", info.bytes("SReclaimable"), info);
      usage("slab_unreclaimable", info.bytes("SUnreclaim"), info);
      sheet.of(LIMIT).add(info.total());
      sheet.of(AVAILABLE).add(info.available());
    }
    each(DIRTY, "Dirty", info);
    each(SHARED, "Shmem", info);
    hugePages(info);
    sheet.of(PAGE_SIZE).add(host.kernel().pageSize());
  }

  private void each(MetricSpec spec, String key, MemInfo info) {
    if (info.has(key)) {
      sheet.of(spec).add(info.bytes(key));
    }
  }

  private void usage(String state, long bytes, MemInfo info) {
    sheet.of(USAGE).add(bytes, state);
    if (info.total() > 0) {
      sheet.of(UTILIZATION).add((double) bytes / info.total(), state);
    }
  }

  private void hugePages(MemInfo info) {
    if (!info.has("HugePages_Total")) {
      return;
    }
    long total = info.number("HugePages_Total");
    long free = info.number("HugePages_Free");
    sheet.of(HUGE_SIZE).add(info.bytes("Hugepagesize"));
    sheet.of(HUGE_LIMIT).add(total);
    sheet.of(HUGE_USAGE).add(free, "free");
    sheet.of(HUGE_USAGE).add(total - free, "used");
    sheet.of(HUGE_RESERVED).add(info.number("HugePages_Rsvd"));
    sheet.of(HUGE_SURPLUS).add(info.number("HugePages_Surp"));
    if (total > 0) {
      sheet.of(HUGE_UTILIZATION).add((double) free / total, "free");
      sheet.of(HUGE_UTILIZATION).add((double) (total - free) / total, "used");
    }
  }
}
