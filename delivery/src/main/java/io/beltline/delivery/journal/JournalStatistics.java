package io.beltline.delivery.journal;

import java.util.Map;

/**
 * Numbers about a journal; all but the first two count since it was opened.
 *
 * @param bytes bytes of its segments
 * @param segments how many there are
 * @param fsyncs how often the disk was waited for
 * @param fsyncNanos how long altogether
 * @param groups how many groups were written; records by groups is the size of a group
 * @param records how many records were written
 * @param skippedRecords records lost to damage, those found at the start too
 * @param skippedItems their items
 * @param skippedBytes bytes that could not be read
 * @param refused how many appends were refused, by reason
 */
public record JournalStatistics(
    long bytes,
    int segments,
    long fsyncs,
    long fsyncNanos,
    long groups,
    long records,
    long skippedRecords,
    long skippedItems,
    long skippedBytes,
    Map<Refusal, Long> refused) {

  /** Copies the map. */
  public JournalStatistics {
    refused = Map.copyOf(refused);
  }
}
