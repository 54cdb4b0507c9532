package io.beltline.receiver.filestats;

import static io.beltline.components.scrape.MetricSpec.gauge;
import static io.beltline.components.scrape.MetricSpec.level;
import static io.beltline.components.scrape.PointAttribute.text;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import java.util.List;

/** The metrics of {@code file_stats}. */
final class FileStatsMetrics {
  static final MetricSpec ACCESSED =
      level("file.atime", "s", "When it was last read, in seconds since 1970.").onRequest();
  static final MetricSpec COUNT =
      gauge("file.count", "{file}", "How many files there are, on a resource without attributes.")
          .onRequest();
  static final MetricSpec CHANGED =
      level(
              "file.ctime",
              "s",
              "When it was last changed, its name and permissions too, in seconds since 1970.")
          .by(text("file.permissions", "Who may do what with it: -rw-r--r--."))
          .onRequest();
  static final MetricSpec MODIFIED =
      level("file.mtime", "s", "When its content was last changed, in seconds since 1970.");
  static final MetricSpec SIZE = gauge("file.size", "b", "Its size in bytes.");

  static final MetricTable TABLE =
      new MetricTable(
          "file_stats",
          "github.com/open-telemetry/opentelemetry-collector-contrib/receiver/filestatsreceiver",
          "",
          List.of(ACCESSED, COUNT, CHANGED, MODIFIED, SIZE));

  private FileStatsMetrics() {}
}
