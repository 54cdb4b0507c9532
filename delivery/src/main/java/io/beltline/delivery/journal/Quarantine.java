package io.beltline.delivery.journal;

import io.beltline.delivery.journal.Losses.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Copies of damaged bytes for a person to look at: the newest, up to a number of bytes. What is
 * damaged side by side is copied once. Safe for all threads.
 */
final class Quarantine {
  /** Damage no farther apart than this is copied together. */
  private static final int NEIGHBOURS = 256 << 10;

  private static final int CHUNK = 256 << 10;

  private final FileLayer files;
  private final Path directory;
  private final long limit;
  private @Nullable NavigableMap<Path, Long> copies;
  private @Nullable Range lastRange;
  private @Nullable Path lastCopy;

  Quarantine(FileLayer files, Path directory, long limit) {
    this.files = files;
    this.directory = directory;
    this.limit = limit;
  }

  /** Ranges in order, those that are neighbours as one. */
  static List<Range> together(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(Range::from));
    List<Range> joined = new ArrayList<>();
    for (Range next : sorted) {
      Range last = joined.isEmpty() ? null : joined.getLast();
      if (last != null
          && last.segment() == next.segment()
          && next.from() - last.to() < NEIGHBOURS) {
        joined.removeLast();
        joined.add(new Range(last.segment(), last.from(), Math.max(last.to(), next.to())));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  /**
   * Copies a range and some of what follows it, unless that was done with the one before; returns
   * the copy.
   *
   * @param end where the segment ends
   */
  synchronized Path copyOnward(Segment segment, long from, long to, long end) throws IOException {
    Range last = lastRange;
    Path known = lastCopy;
    if (last != null
        && known != null
        && last.segment() == segment
        && from >= last.from()
        && to <= last.to()) {
      return known;
    }
    long most = from + Math.min(limit, Math.max(to - from, Math.min(end - from, NEIGHBOURS)));
    Path copy = copy(segment, from, most);
    lastRange = new Range(segment, from, most);
    lastCopy = copy;
    return copy;
  }

  /** Copies a range of a segment, or its beginning if it is long; returns the copy. */
  synchronized Path copy(Segment segment, long from, long to) throws IOException {
    files.createDirectories(directory);
    long length = Math.min(to - from, limit);
    Path copy =
        directory.resolve(
            String.format(Locale.ROOT, "%020d-%020d%s", from, to, SegmentHeader.SUFFIX));
    makeRoom(length, copy);
    known().put(copy, length);
    byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, length))];
    try (JournalFile out = files.open(copy)) {
      out.truncate(0);
      for (long done = 0; done < length; ) {
        int wanted = (int) Math.min(chunk.length, length - done);
        int count = segment.file.read(from - segment.start + done, chunk, 0, wanted);
        if (count == 0) {
          break;
        }
        out.write(done, chunk, 0, count);
        done += count;
      }
    }
    return copy;
  }

  private void makeRoom(long needed, Path except) throws IOException {
    NavigableMap<Path, Long> all = known();
    long used = all.values().stream().mapToLong(Long::longValue).sum();
    while (used + needed > limit && !all.isEmpty()) {
      Map.Entry<Path, Long> oldest = all.firstEntry();
      used -= oldest.getValue();
      if (!oldest.getKey().equals(except)) {
        files.delete(oldest.getKey());
      }
      all.remove(oldest.getKey());
    }
  }

  /** The copies there are and their sizes, read once. */
  private NavigableMap<Path, Long> known() throws IOException {
    NavigableMap<Path, Long> all = copies;
    if (all == null) {
      all = new TreeMap<>();
      for (Path path : files.list(directory)) {
        all.put(path, size(path));
      }
      copies = all;
    }
    return all;
  }

  private long size(Path path) throws IOException {
    try (JournalFile file = files.openForReading(path)) {
      return file.size();
    }
  }
}
