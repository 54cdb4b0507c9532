package io.beltline.delivery.journal;

import java.time.Duration;

/**
 * How a journal is kept.
 *
 * @param segmentSize a segment file that has reached this many bytes is followed by another
 * @param maxSize the most bytes of all segments together; 0 for no limit
 * @param minFree appends are refused while the volume has fewer bytes than this left
 * @param fsync when a record counts as kept
 * @param fsyncInterval how long the disk may lag behind with {@link FsyncPolicy#INTERVAL}
 * @param maxQuarantine the most bytes of damaged ranges that are kept for a person to look at
 */
public record JournalSettings(
    long segmentSize,
    long maxSize,
    long minFree,
    FsyncPolicy fsync,
    Duration fsyncInterval,
    long maxQuarantine) {

  /** Checks the numbers. */
  public JournalSettings {
    if (segmentSize <= 0 || maxSize < 0 || minFree < 0 || maxQuarantine < 0) {
      throw new IllegalArgumentException(
          "sizes must not be negative, segments not empty: %d %d %d %d"
              .formatted(segmentSize, maxSize, minFree, maxQuarantine));
    }
  }

  /** Segments of 64 MiB, no limit, 64 MiB left free, every record synced. */
  public static JournalSettings defaults() {
    return new JournalSettings(
        64L << 20, 0, 64L << 20, FsyncPolicy.ALWAYS, Duration.ofSeconds(1), 64L << 20);
  }
}
