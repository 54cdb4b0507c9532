package io.beltline.delivery.journal;

import io.beltline.delivery.journal.RecoveryReport.Reason;
import java.nio.file.Path;
import java.util.List;

/**
 * What reading a whole journal found; nothing was changed by it.
 *
 * @param segments how many files of records there are
 * @param segmentBytes their bytes
 * @param queues what waits, by queue
 * @param records records that wait and are whole
 * @param items their items
 * @param bytes the bytes of their payloads
 * @param damaged records that wait and whose payload is not what was written
 * @param recovery what a start would tell: what was lost before, what was being written
 */
public record InspectionReport(
    int segments,
    long segmentBytes,
    List<QueueContents> queues,
    long records,
    long items,
    long bytes,
    List<Damage> damaged,
    RecoveryReport recovery) {

  /** Copies the lists. */
  public InspectionReport {
    queues = List.copyOf(queues);
    damaged = List.copyOf(damaged);
  }

  /**
   * True if nothing is lost. What was being written when the process ended is not lost: nobody was
   * told it was kept.
   */
  public boolean isSound() {
    return damaged.isEmpty()
        && recovery.skipped().isEmpty()
        && recovery.damagedAcknowledgements() == 0
        && recovery.missingCursors().isEmpty();
  }

  /**
   * What waits in a queue.
   *
   * @param name the queue's name
   * @param records records
   * @param items their items
   * @param size their size, in the appender's unit
   * @param bytes the bytes of their payloads
   */
  public record QueueContents(String name, long records, long items, long size, long bytes) {}

  /**
   * A record whose payload is damaged or missing.
   *
   * @param queue the queue it belongs to
   * @param reason what is wrong
   * @param segment the file it stands in
   * @param offset where in that file
   * @param ref what its header says
   */
  public record Damage(String queue, Reason reason, Path segment, long offset, RecordRef ref) {}
}
