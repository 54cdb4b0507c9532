package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a journal, opened and read except for their records.
 *
 * @param salt the journal's salt, new if nothing tells the old one
 * @param segments by position
 * @param queues by name; those with a record or a use
 * @param cursors what is acknowledged, by file
 * @param gone numbers that are accounted for
 * @param goneKnown false if the file of those numbers is missing or damaged
 * @param highest the greatest number in any of the files but the segments
 * @param damagedAcknowledgements entries that could not be read
 * @param missingCursors queues with records and without a file of acknowledgements
 * @param nextPosition where nothing was ever written
 * @param witness asked whether the disk answers when something cannot be read
 */
record Found(
    Layout layout,
    long salt,
    List<Segment> segments,
    Map<String, QueueState> queues,
    Map<Path, SequenceSet> cursors,
    SequenceSet gone,
    boolean goneKnown,
    long highest,
    long damagedAcknowledgements,
    List<String> missingCursors,
    long nextPosition,
    Witness witness)
    implements AutoCloseable {

  /** Opens what there is. */
  static Found open(Layout layout, boolean writable) throws IOException {
    Map<Path, JournalFile> opened = new TreeMap<>();
    try {
      return open(layout, writable, opened);
    } catch (IOException | RuntimeException failed) {
      for (JournalFile file : opened.values()) {
        file.close();
      }
      throw failed;
    }
  }

  private static Found open(Layout layout, boolean writable, Map<Path, JournalFile> opened)
      throws IOException {
    FileLayer files = layout.files;
    Witness witness = writable ? layout::probe : layout::probeReading;
    Map<Path, SegmentHeader> headers = new TreeMap<>();
    Long salt = layout.readSalt();
    List<Path> names = files.list(layout.directory);
    for (Path path : names) {
      long start = SegmentHeader.start(path);
      if (start >= 0) {
        JournalFile file = writable ? files.open(path) : files.openForReading(path);
        opened.put(path, file);
        SegmentHeader header = SegmentHeader.read(file, start, path, witness);
        if (header != null) {
          headers.put(path, header);
          salt = salt == null ? (Long) header.salt() : salt;
        }
      }
    }
    long own = salt == null ? Layout.newSalt() : salt;
    List<Segment> segments = new ArrayList<>();
    long next = 0;
    for (Map.Entry<Path, JournalFile> each : opened.entrySet()) {
      SegmentHeader header = headers.get(each.getKey());
      Segment segment = segment(each.getKey(), each.getValue(), header, own, witness);
      segments.add(segment);
      next = Math.max(next, segment.start + Math.max(SegmentHeader.LENGTH, segment.file.size()));
    }
    SequenceSet gone = SequenceSet.joining();
    boolean goneKnown = names.contains(layout.gone());
    long highest = 0;
    if (goneKnown) {
      SequenceLog.Found read = SequenceLog.read(files, layout.gone(), own, gone);
      goneKnown = read.damaged() == 0;
      highest = gone.highest();
    }
    Map<Path, SequenceSet> cursors = new TreeMap<>();
    long damaged = 0;
    for (Path path : files.list(layout.cursors())) {
      if (path.toString().endsWith(QueueName.SUFFIX)) {
        SequenceLog.Found read = SequenceLog.read(files, path, own, SequenceSet.marking());
        cursors.put(path, read.numbers());
        damaged += read.damaged();
        highest = Math.max(highest, read.numbers().highest());
      }
    }
    return new Found(
        layout,
        own,
        segments,
        new TreeMap<>(),
        cursors,
        gone,
        goneKnown,
        highest,
        damaged,
        new ArrayList<>(),
        next,
        witness);
  }

  private static Segment segment(
      Path path, JournalFile file, @Nullable SegmentHeader header, long salt, Witness witness)
      throws IOException {
    long start = SegmentHeader.start(path);
    if (header != null && header.salt() == salt) {
      return new Segment(path, file, start, header.firstSequence(), header);
    }
    SegmentScan scan = new SegmentScan(file, start, start + SegmentHeader.LENGTH, salt);
    scan.passOver(witness);
    RecordHeader first = scan.next(start + file.size());
    return new Segment(path, file, start, first == null ? Long.MAX_VALUE : first.sequence(), null);
  }

  /** The queue of a name, with what is acknowledged of it. */
  QueueState queue(String name) {
    return queues.computeIfAbsent(
        name,
        any -> {
          QueueState queue = new QueueState(name);
          SequenceSet numbers = cursors.get(layout.cursor(name));
          if (numbers == null) {
            missingCursors.add(name);
          } else {
            queue.acknowledged.addAll(numbers);
          }
          gone.forEachRange(queue.acknowledged::addRange);
          return queue;
        });
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : segments) {
      segment.file.close();
    }
  }
}
