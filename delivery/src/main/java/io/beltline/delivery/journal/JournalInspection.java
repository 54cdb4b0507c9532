package io.beltline.delivery.journal;

import io.beltline.delivery.journal.InspectionReport.Damage;
import io.beltline.delivery.journal.InspectionReport.QueueContents;
import io.beltline.delivery.journal.RecordHeader.Kind;
import io.beltline.delivery.journal.RecoveryReport.Reason;
import io.beltline.model.Payload;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look into a journal's directory that changes nothing in it: what a collector would find at its
 * start, without cutting, copying or locking anything. Of a directory in use it is a picture of one
 * moment. Not safe for threads.
 */
public final class JournalInspection implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final Found found;
  private final Recovery recovery;
  private final Shelf shelf;
  private final PayloadReader payloads;
  private final boolean inUse;

  private JournalInspection(Found found, Recovery recovery, boolean inUse) {
    this.found = found;
    this.recovery = recovery;
    this.inUse = inUse;
    this.shelf = new Shelf(recovery.segments, found.queues(), found.gone());
    this.payloads = new PayloadReader(shelf, found.salt());
  }

  /** True if a directory looks like a journal's. */
  public static boolean isJournal(Path directory) throws IOException {
    DiskFiles files = new DiskFiles();
    return Files.exists(directory.resolve(Layout.GONE))
        || files.list(directory).stream().anyMatch(path -> SegmentHeader.start(path) >= 0);
  }

  /**
   * Reads the headers of all records.
   *
   * @throws IOException if it cannot be read or was written in a format that is not known
   */
  public static JournalInspection open(Path directory) throws IOException {
    Layout layout = new Layout(new DiskFiles(), directory);
    boolean inUse = DiskFiles.isLocked(layout.lock());
    for (int attempt = 1; attempt < ATTEMPTS && inUse; attempt++) {
      JournalInspection unchanged = openUnchanged(layout);
      if (unchanged != null) {
        return unchanged;
      }
    }
    return open(layout, inUse);
  }

  /** Null if a file was deleted while others were read. */
  private static @Nullable JournalInspection openUnchanged(Layout layout) throws IOException {
    JournalInspection inspection;
    try {
      inspection = open(layout, true);
    } catch (FileNotFoundException deleted) {
      return null;
    }
    if (inspection.found.segments().stream().allMatch(each -> Files.exists(each.path))) {
      return inspection;
    }
    inspection.close();
    return null;
  }

  private static JournalInspection open(Layout layout, boolean inUse) throws IOException {
    Found found = Found.open(layout, false);
    try {
      Recovery recovery = new Recovery(found);
      recovery.run();
      return new JournalInspection(found, recovery, inUse);
    } catch (IOException | RuntimeException failed) {
      Closing.quietly(found, failed);
      throw failed;
    }
  }

  /** True if a process had the journal open when this was opened. */
  public boolean inUse() {
    return inUse;
  }

  /** The queues that hold records, by name. */
  public List<QueueContents> queues() {
    return shelf.queues.values().stream()
        .filter(queue -> queue.records > 0)
        .map(q -> new QueueContents(q.name, q.records, q.items, q.size, q.bytes))
        .toList();
  }

  /** Whether a queue was ever opened. */
  public boolean knows(String queue) {
    return found.cursors().containsKey(found.layout().cursor(queue));
  }

  /** What a start would tell. */
  public RecoveryReport recovery() {
    return recovery.report(List.of());
  }

  /**
   * Walks over the records that are kept and not acknowledged, in the order they were appended.
   *
   * @param queue whose records, or null for all
   * @throws IOException if a file cannot be read
   */
  public void walk(@Nullable String queue, Visitor visitor) throws IOException {
    long last = 0;
    for (Segment segment : List.copyOf(shelf.segments.all())) {
      SegmentScan scan =
          new SegmentScan(
              segment.file, segment.start, segment.start + SegmentHeader.LENGTH, found.salt());
      scan.expect(segment.unreadable);
      for (RecordHeader h = scan.next(segment.end); h != null; h = scan.next(segment.end)) {
        if (!isKept(segment, h) || h.sequence() <= last) {
          continue;
        }
        last = h.sequence();
        if ((queue == null || queue.equals(h.queue())) && !visitor.visit(record(segment, h))) {
          return;
        }
      }
    }
  }

  private boolean isKept(Segment segment, RecordHeader header) {
    return header.kind() != Kind.SEAL
        && header.sequence() < segment.supersededFrom
        && !found.gone().contains(header.sequence())
        && !found.queue(header.queue()).acknowledged.contains(header.sequence());
  }

  private InspectedRecord record(Segment segment, RecordHeader header) {
    Segment home = shelf.segments.at(header.payloadPosition());
    return new InspectedRecord(
        header.queue(),
        new RecordRef(header),
        segment.path,
        header.position() - segment.start,
        home == null ? segment.path : home.path,
        () -> {
          byte[] bytes = payloads.read(header);
          return bytes == null ? null : Payload.of(bytes);
        });
  }

  /**
   * Reads the payload of every record and checks it.
   *
   * @throws IOException if a file cannot be read
   */
  public InspectionReport verify() throws IOException {
    long[] good = new long[3];
    List<Damage> damaged = new ArrayList<>();
    walk(
        null,
        each -> {
          boolean whole = each.payload() != null;
          if (!whole && !each.isGone()) {
            damaged.add(
                new Damage(each.queue(), reason(each), each.segment(), each.offset(), each.ref()));
          }
          if (whole) {
            good[0]++;
            good[1] += each.ref().items();
            good[2] += each.ref().bytes();
          }
          return true;
        });
    return new InspectionReport(
        shelf.segments.count(),
        shelf.segments.bytes(),
        queues(),
        good[0],
        good[1],
        good[2],
        damaged,
        recovery());
  }

  private Reason reason(InspectedRecord record) {
    return payloads.isMissing(record.ref().header())
        ? Reason.MISSING_PAYLOAD
        : Reason.DAMAGED_PAYLOAD;
  }

  /** Closes the files. */
  @Override
  public void close() throws IOException {
    found.close();
  }

  /** Takes records one after another. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes one; false to end the walk. */
    boolean visit(InspectedRecord record) throws IOException;
  }
}
