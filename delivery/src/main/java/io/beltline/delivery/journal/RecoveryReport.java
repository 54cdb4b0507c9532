package io.beltline.delivery.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What opening a journal found.
 *
 * @param records records that wait to be given out, by queue
 * @param skipped what was lost, each part once: a later start does not tell it again
 * @param tornRecords records that were being written when the process or the machine ended; nobody
 *     was told they were kept
 * @param tornBytes bytes that were cut from the end for the same reason
 * @param damagedAcknowledgements entries of cursor files that could not be read; their records are
 *     given out again
 * @param missingCursors queues whose cursor file is gone; all their records are given out again
 * @param quarantined copies of what could not be read
 */
public record RecoveryReport(
    Map<String, Long> records,
    List<Skip> skipped,
    long tornRecords,
    long tornBytes,
    long damagedAcknowledgements,
    List<String> missingCursors,
    List<Path> quarantined) {

  /** Copies the collections. */
  public RecoveryReport {
    records = Map.copyOf(records);
    skipped = List.copyOf(skipped);
    missingCursors = List.copyOf(missingCursors);
    quarantined = List.copyOf(quarantined);
  }

  /** Records that were lost. */
  public long skippedRecords() {
    return skipped.stream().mapToLong(Skip::records).sum();
  }

  /** Items that were lost. */
  public long skippedItems() {
    return skipped.stream().mapToLong(Skip::items).sum();
  }

  /** Bytes that could not be read. */
  public long skippedBytes() {
    return skipped.stream().mapToLong(Skip::bytes).sum();
  }

  /** Why records were lost. */
  public enum Reason {
    /** Their headers cannot be read. */
    DAMAGED_HEADER("damaged on the disk"),
    /** Their payload is not what was written. */
    DAMAGED_PAYLOAD("damaged on the disk"),
    /** Their segment file is gone or empty. */
    MISSING_SEGMENT("missing on the disk"),
    /** The payload they refer to is gone. */
    MISSING_PAYLOAD("the data they refer to is missing on the disk");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** The reason as operators read it. */
    public String words() {
      return words;
    }
  }

  /**
   * Something that was lost.
   *
   * @param reason why
   * @param where the file and the positions, in words
   * @param records how many records, exactly
   * @param items how many items; records of the same stretch that had been acknowledged are counted
   *     in, because nobody can tell them apart any more
   * @param bytes how many bytes cannot be read
   */
  public record Skip(Reason reason, String where, long records, long items, long bytes) {}
}
