package io.beltline.benchmarks.queue;

import io.beltline.api.Clock;
import io.beltline.api.Extension;
import io.beltline.delivery.JournalStorage;
import io.beltline.delivery.journal.DiskFiles;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/** A journal for one queue. */
final class DiskStorage implements Extension, JournalStorage, AutoCloseable {
  private final Journal journal;

  DiskStorage(Path directory, FsyncPolicy policy, Clock clock) throws IOException {
    JournalSettings usual = JournalSettings.defaults();
    journal =
        Journal.open(
            directory,
            new JournalSettings(
                usual.segmentSize(), 0, 0, policy, Duration.ofSeconds(1), usual.maxQuarantine()),
            new DiskFiles(),
            clock,
            LoggerFactory.getLogger(DiskStorage.class));
  }

  @Override
  public Journal queues() {
    return journal;
  }

  @Override
  public Journal letters() {
    return journal;
  }

  @Override
  public long maxQueueBytes() {
    return Long.MAX_VALUE;
  }

  @Override
  public long queueMemoryBytes() {
    return 8 << 20;
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
