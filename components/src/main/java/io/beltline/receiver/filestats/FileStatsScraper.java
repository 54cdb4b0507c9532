package io.beltline.receiver.filestats;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.beltline.components.paths.PathPattern;
import io.beltline.components.scrape.Faults;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeRun;
import io.beltline.components.scrape.Scraper;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.KeyValueView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.WireWriter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Looks at each file of a pattern. One thread. */
final class FileStatsScraper implements Scraper {
  /** So many files are told of; beyond, the rest is left out and counted. */
  static final int MOST = 100_000;

  private final FileStatsConfig config;
  private final PathPattern pattern;
  private final MetricSheet sheet;
  private final long begun;
  private final int most;

  /**
   * One that has looked at nothing yet.
   *
   * @param begun when it was made, in nanoseconds since 1970
   * @param most so many files are told of; {@link #MOST} but in tests
   */
  FileStatsScraper(FileStatsConfig config, MetricSheet sheet, long begun, int most) {
    this.config = config;
    this.pattern = PathPattern.of(config.include());
    this.sheet = sheet;
    this.begun = begun;
    this.most = most;
  }

  @Override
  public String name() {
    return FileStatsMetrics.TABLE.name();
  }

  @Override
  public boolean looksAtFiles() {
    return true;
  }

  @Override
  public void scrape(ScrapeRun run) {
    Set<Path> files = new LinkedHashSet<>();
    int[] more = {0};
    boolean all =
        pattern.find(
            file -> {
              if (files.size() < most) {
                files.add(file);
              } else if (!files.contains(file) && more[0] < Integer.MAX_VALUE) {
                more[0]++; // counted, not kept
              }
            },
            () -> !run.isOver());
    if (!all) {
      return; // how many there are is not known
    }
    long count = (long) files.size() + more[0];
    // beyond the limit nobody knows what was counted already
    boolean exact = more[0] == 0 || pattern.isEachShownOnce();
    if (more[0] > 0) {
      String found = exact ? Long.toString(count) : "more than " + most;
      run.faults().add("files", "too_many", found + " of " + config.include(), more[0]);
    }
    sheet.begin(begun, run.now());
    for (Path file : files) {
      if (run.isOver()) {
        break;
      }
      tell(file, run);
    }
    if (exact) {
      sheet.of(FileStatsMetrics.COUNT).add(count);
    }
    run.write(sheet, Slice.EMPTY);
  }

  private void tell(Path file, ScrapeRun run) {
    FileStats stats;
    try {
      stats = FileStats.of(file);
    } catch (IOException unreadable) {
      fault(run.faults(), unreadable);
      return;
    }
    sheet.of(FileStatsMetrics.SIZE).add(stats.size());
    sheet.of(FileStatsMetrics.MODIFIED).add(stats.modified().to(SECONDS));
    sheet.of(FileStatsMetrics.ACCESSED).add(stats.accessed().to(SECONDS));
    sheet.of(FileStatsMetrics.CHANGED).add(stats.changed().to(SECONDS), stats.permissions());
    run.write(sheet, resource(file));
  }

  private static void fault(Faults faults, IOException unreadable) {
    String reason =
        switch (unreadable) {
          case NoSuchFileException _ -> "missing";
          case AccessDeniedException _ -> "denied";
          default -> "unreadable";
        };
    faults.add("file", reason, String.valueOf(unreadable.getMessage()), 1);
  }

  private Slice resource(Path file) {
    WireWriter out = new WireWriter();
    if (config.hasName()) {
      attribute(out, FileStatsConfig.NAME, String.valueOf(file.getFileName()));
    }
    if (config.hasPath()) {
      attribute(out, FileStatsConfig.PATH, file.toAbsolutePath().normalize().toString());
    }
    return out.toSlice();
  }

  private static void attribute(WireWriter out, String key, String value) {
    int pair = out.begin(ResourceView.ATTRIBUTES);
    out.string(KeyValueView.KEY, key);
    int any = out.begin(KeyValueView.VALUE);
    out.string(AnyValueView.STRING_VALUE, value);
    out.end(any);
    out.end(pair);
  }
}
