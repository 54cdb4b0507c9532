package io.beltline.extension.filestorage;

import io.beltline.api.Clock;
import io.beltline.api.Meter;
import io.beltline.delivery.journal.DiskFiles;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalSettings;
import io.beltline.delivery.journal.JournalStatistics;
import io.beltline.delivery.journal.QueueSummary;
import io.beltline.delivery.journal.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A journal in a directory, opened when it is first asked for. Safe for all threads. */
final class Journals implements AutoCloseable {
  private final Path directory;
  private final JournalSettings settings;
  private final Clock clock;
  private final Logger logger;
  private final Consumer<String> watcher;
  private volatile @Nullable Journal journal;
  private boolean closed;

  /**
   * A journal that is not open yet.
   *
   * @param watcher told why it takes nothing, and by an empty text that it does again
   */
  Journals(
      Path directory,
      JournalSettings settings,
      Clock clock,
      Logger logger,
      Consumer<String> watcher) {
    this.watcher = watcher;
    this.directory = directory;
    this.settings = settings;
    this.clock = clock;
    this.logger = logger;
  }

  Path directory() {
    return directory;
  }

  /** The journal; opened if it is not. */
  synchronized Journal get() throws IOException {
    if (closed) {
      throw new IOException(directory + ": closed");
    }
    Journal known = journal;
    if (known != null) {
      return known;
    }
    Journal opened = Journal.open(directory, settings, new DiskFiles(), clock, logger);
    opened.watch(watcher);
    journal = opened;
    return opened;
  }

  /** Tells which queues hold something and are used by nobody. */
  void tellOrphans() {
    Journal known = journal;
    if (known == null) {
      return;
    }
    for (QueueSummary queue : known.orphans()) {
      logger.warn(
          "{}: \"{}\" holds {} records with {} items and no exporter uses it; they stay until one"
              + " does, or until \"beltline queue\" redrives or purges them",
          directory,
          queue.name(),
          queue.records(),
          queue.items());
    }
  }

  void show(Meter meter, String part) {
    Map<String, String> labels = Map.of("journal", part);
    gauge(meter, labels, "bytes", "By", "Bytes of the journal's files.", s -> s.bytes());
    gauge(meter, labels, "segments", "{files}", "Files of the journal.", s -> s.segments());
    gauge(
        meter, labels, "fsyncs", "{syncs}", "How often the disk was waited for.", s -> s.fsyncs());
    gauge(
        meter,
        labels,
        "fsync_seconds",
        "s",
        "How long the disk was waited for altogether.",
        s -> s.fsyncNanos() / 1e9);
    gauge(meter, labels, "records", "{records}", "Records written.", s -> s.records());
    gauge(
        meter,
        labels,
        "groups",
        "{groups}",
        "Groups written; records by groups is the size of a group.",
        s -> s.groups());
    gauge(
        meter,
        labels,
        "skipped_records",
        "{records}",
        "Records lost to damage, those found at the start too.",
        s -> s.skippedRecords());
    gauge(
        meter,
        labels,
        "skipped_items",
        "{items}",
        "Items of records lost to damage.",
        s -> s.skippedItems());
    for (Refusal reason : Refusal.values()) {
      gauge(
          meter,
          Map.of("journal", part, "reason", reason.name().toLowerCase(java.util.Locale.ROOT)),
          "refused_records",
          "{records}",
          "Records the journal did not take, by reason.",
          s -> s.refused().getOrDefault(reason, 0L));
    }
  }

  private void gauge(
      Meter meter,
      Map<String, String> labels,
      String name,
      String unit,
      String description,
      ToDoubleFunction<JournalStatistics> value) {
    meter.gauge(
        "beltline_journal_" + name,
        unit,
        description,
        labels,
        () -> {
          Journal known = journal;
          return known == null ? 0 : value.applyAsDouble(known.statistics());
        });
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    Journal known = journal;
    if (known != null) {
      known.close();
    }
  }
}
