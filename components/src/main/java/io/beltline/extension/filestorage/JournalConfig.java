package io.beltline.extension.filestorage;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.JournalSettings;
import java.time.Duration;

/** How queues and dead letters of exporters are kept: {@code file_storage::journal}. */
public record JournalConfig(
    @Doc(
            "When a request counts as kept: always (the disk has it), interval (the operating"
                + " system has it, the disk a little later) or never (the operating system has"
                + " it).")
        @Default("always")
        FsyncPolicy fsync,
    @Doc("How long the disk may lag behind with fsync: interval.") @Default("1s")
        Duration fsyncInterval,
    @Doc("The bytes at which a file is followed by another; space is freed file by file.")
        @Default("67108864")
        long segmentSize,
    @Doc("The most bytes of all queues together; 0 for no limit.") @Default("10737418240")
        long maxSize,
    @Doc("The most bytes of one queue, beside its queue_size; 0 for no limit.")
        @Default("2147483648")
        long maxQueueSize,
    @Doc(
            "How many bytes of waiting requests each queue keeps in memory; what is beyond is read"
                + " back from the disk.")
        @Default("8388608")
        long queueMemory,
    @Doc("Requests are turned away while the volume has fewer bytes left than this.")
        @Default("67108864")
        long minFreeSpace,
    @Doc("The most bytes of damaged data that is put aside for a person to look at.")
        @Default("67108864")
        long maxQuarantine)
    implements Validated {
  private static final long SMALLEST_SEGMENT = 64 << 10;

  /** Dead letters stay for long, and each keeps its file from being deleted. */
  private static final long LETTER_SEGMENT = 1 << 20;

  /** Every key at its default. */
  static JournalConfig defaults() {
    return new JournalConfig(
        FsyncPolicy.ALWAYS,
        Duration.ofSeconds(1),
        64L << 20,
        10L << 30,
        2L << 30,
        8L << 20,
        64L << 20,
        64L << 20);
  }

  @Override
  public void validate(Problems problems) {
    if (fsyncInterval.isNegative() || fsyncInterval.isZero()) {
      problems.add("fsync_interval", "must be positive (expected: a duration such as 1s)");
    }
    if (segmentSize < SMALLEST_SEGMENT) {
      problems.add(
          "segment_size", "is too small (expected: " + SMALLEST_SEGMENT + " bytes or more)");
    }
    if (maxSize < 0 || (maxSize > 0 && maxSize < 2 * segmentSize)) {
      problems.add(
          "max_size",
          "is too small (expected: at least two times segment_size, or 0 for no limit)");
    }
    notNegative(problems, "max_queue_size", maxQueueSize);
    notNegative(problems, "queue_memory", queueMemory);
    notNegative(problems, "min_free_space", minFreeSpace);
    notNegative(problems, "max_quarantine", maxQuarantine);
  }

  private static void notNegative(Problems problems, String key, long value) {
    if (value < 0) {
      problems.add(key, "must not be negative (expected: a number of bytes, or 0)");
    }
  }

  /** How the journal of the queues is kept. */
  JournalSettings queues() {
    return new JournalSettings(
        segmentSize, maxSize, minFreeSpace, fsync, fsyncInterval, maxQuarantine);
  }

  /**
   * How the journal of the dead letters is kept. They may use the space that is left free: what
   * becomes a letter leaves a queue, and each box has its own limit.
   */
  JournalSettings letters() {
    return new JournalSettings(
        Math.min(segmentSize, LETTER_SEGMENT), 0, 0, fsync, fsyncInterval, maxQuarantine);
  }
}
