package io.beltline.delivery.journal;

import io.beltline.api.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** A journal's files, locked, read and mended: what damage left is ready to be used. */
record Opening(
    Layout layout,
    JournalSettings settings,
    Clock clock,
    Logger logger,
    AutoCloseable processes,
    Found found,
    Recovery recovery,
    RecoveryReport report) {

  /** Takes the directory and reads what is in it. */
  static Opening run(Layout layout, JournalSettings settings, Clock clock, Logger logger)
      throws IOException {
    FileLayer files = layout.files;
    files.createDirectories(layout.directory);
    files.createDirectories(layout.cursors());
    AutoCloseable processes = files.lock(layout.lock());
    try {
      removeUnfinished(files, layout.directory);
      removeUnfinished(files, layout.cursors());
      Found found = Found.open(layout, true);
      try {
        Long written = layout.readSalt();
        if (written == null || written != found.salt()) {
          layout.writeSalt(found.salt());
        }
        Recovery recovery = new Recovery(found);
        recovery.run();
        recovery.confirm();
        List<Path> copies = mend(layout, settings, recovery, logger);
        RecoveryReport report = recovery.report(copies);
        tell(layout, report, logger);
        for (Path path : recovery.unreadable()) {
          logger.warn("{}: parts of it cannot be read, and are left as they are", path);
        }
        return new Opening(layout, settings, clock, logger, processes, found, recovery, report);
      } catch (IOException | RuntimeException failed) {
        found.close();
        throw failed;
      }
    } catch (IOException | RuntimeException failed) {
      Closing.quietly(processes, failed);
      throw failed;
    }
  }

  private static void removeUnfinished(FileLayer files, Path directory) throws IOException {
    for (Path path : files.list(directory)) {
      if (path.toString().endsWith(SequenceLog.NEW)) {
        files.delete(path);
      }
    }
  }

  private static List<Path> mend(
      Layout layout, JournalSettings settings, Recovery recovery, Logger logger)
      throws IOException {
    List<Path> copies = new ArrayList<>();
    Quarantine quarantine =
        new Quarantine(layout.files, layout.quarantine(), settings.maxQuarantine());
    for (Losses.Range range : Quarantine.together(recovery.losses.ranges)) {
      try {
        copies.add(quarantine.copy(range.segment(), range.from(), range.to()));
      } catch (IOException full) {
        logger.warn("{}: no copy of {}: {}", layout.directory, range, full.toString());
      }
    }
    Segment last = recovery.last;
    if (last != null && (recovery.tornBytes > 0 || last.isRecycled())) {
      last.file.truncate(last.end - last.start);
      last.file.force();
    }
    return copies;
  }

  private static void tell(Layout layout, RecoveryReport report, Logger logger) {
    for (RecoveryReport.Skip skip : report.skipped()) {
      logger.warn(
          "{}: {} records with {} items are lost ({}, {}); the rest is delivered",
          layout.directory,
          skip.records(),
          skip.items(),
          skip.reason().words(),
          skip.where());
    }
    for (Path copy : report.quarantined()) {
      logger.warn("{}: what cannot be read is kept in {}", layout.directory, copy);
    }
    if (report.tornRecords() > 0 || report.tornBytes() > 0) {
      logger.info(
          "{}: removed {} bytes and {} records that were being written when the collector ended;"
              + " no sender was told they were kept",
          layout.directory,
          report.tornBytes(),
          report.tornRecords());
    }
    for (String queue : report.missingCursors()) {
      logger.warn(
          "{}: what queue {} had delivered is not known any more; all it holds is sent again",
          layout.directory,
          queue);
    }
    if (report.damagedAcknowledgements() > 0) {
      logger.warn(
          "{}: {} acknowledgements cannot be read; their records are sent again",
          layout.directory,
          report.damagedAcknowledgements());
    }
    Map<String, Long> waiting = new HashMap<>(report.records());
    if (!waiting.isEmpty()) {
      logger.info("{}: records waiting from the last run: {}", layout.directory, waiting);
    }
  }
}
