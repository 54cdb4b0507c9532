package io.beltline.delivery.journal;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the headers of a segment. Bytes that are none are passed over up to the next header
 * that is valid at its place. Reads no payload unless it has to search. Not safe for threads.
 */
final class SegmentScan {
  private static final int WINDOW = 64 << 10;
  private static final int GLANCE = 1 << 10;

  private final BlockReader file;
  private final long start;
  private final long salt;
  private byte[] window = new byte[GLANCE];
  private long windowAt;
  private int windowLength;
  private long position;
  private long gapFrom = -1;
  private long gapTo = -1;

  /**
   * Begins a walk.
   *
   * @param start the position of the file's first byte
   * @param from where to begin, at the end of the file's header or of a record
   */
  SegmentScan(JournalFile file, long start, long from, long salt) {
    this.file = new BlockReader(file);
    this.start = start;
    this.position = from;
    this.salt = salt;
  }

  /** The end of the last header that was found, with its payload. */
  long position() {
    return position;
  }

  /** Where the bytes start that were passed over to find the last header, or -1. */
  long gapFrom() {
    return gapFrom;
  }

  /** Where they end. */
  long gapTo() {
    return gapTo;
  }

  /**
   * From now on what cannot be read is searched like what is damaged.
   *
   * @param witness who says that the disk answers; null to end that
   */
  void passOver(@Nullable Witness witness) {
    file.passOver(witness);
  }

  /** Blocks that are searched like what is damaged if they cannot be read, in any case. */
  void expect(Set<Long> blocks) {
    file.expect(blocks);
  }

  /** The blocks of the file that were passed over. */
  Set<Long> failed() {
    return file.failed();
  }

  /** Whether anything was passed over because it could not be read. */
  boolean hasPassed() {
    return file.passed() > 0;
  }

  /**
   * Makes sure that what was passed over cannot be read although the disk answers.
   *
   * @throws IOException if that is not so
   */
  void confirm() throws IOException {
    file.confirm();
  }

  /** Whether anything was passed over behind the last header that was found, and its payload. */
  boolean hasPassedTheEnd() {
    return file.hasPassedFrom(position - start);
  }

  /** The next record or seal that ends at or before a position, or null if none follows. */
  @Nullable RecordHeader next(long end) throws IOException {
    RecordHeader found = sure(end);
    if (found != null) {
      position = found.end();
    }
    return found;
  }

  private @Nullable RecordHeader sure(long end) throws IOException {
    int passed = file.passed();
    try {
      RecordHeader found = search(end);
      if (file.passed() > passed) {
        file.confirm();
      }
      return found;
    } catch (IOException unsure) {
      file.forget();
      windowLength = 0;
      throw unsure;
    }
  }

  private @Nullable RecordHeader search(long end) throws IOException {
    gapFrom = -1;
    RecordHeader found = at(position, end);
    if (found == null && end - position >= RecordHeader.FIXED) {
      found = search(position + 1, end);
      if (found != null) {
        gapFrom = position;
        gapTo = found.position();
      }
    }
    return found;
  }

  /** The header of the record after the last one, if it is whole and its payload is not. */
  @Nullable RecordHeader unfinished(long end) throws IOException {
    RecordHeader header = header(position, end);
    return header == null || header.end() <= end ? null : header;
  }

  private @Nullable RecordHeader at(long where, long end) throws IOException {
    RecordHeader header = header(where, end);
    return header == null || header.end() > end ? null : header;
  }

  private @Nullable RecordHeader header(long where, long end) throws IOException {
    long left = end - where;
    if (left < RecordHeader.FIXED || !look(where, RecordHeader.FIXED, GLANCE, end)) {
      return null;
    }
    int length = claimed(where);
    if (length < 0 || length > left || !look(where, length, length, end)) {
      return null;
    }
    int offset = (int) (where - windowAt);
    return RecordHeader.decode(window, offset, windowLength - offset, where, salt);
  }

  private int claimed(long where) {
    int offset = (int) (where - windowAt);
    return RecordHeader.claimedLength(window, offset, windowLength - offset);
  }

  private @Nullable RecordHeader search(long from, long end) throws IOException {
    long where = from;
    while (end - where >= RecordHeader.FIXED && look(where, RecordHeader.FIXED, WINDOW, end)) {
      long last = windowAt + windowLength - RecordHeader.FIXED;
      long base = windowAt;
      for (; where <= last; where++) {
        if (window[(int) (where - base)] == (byte) (RecordHeader.MAGIC >> 24)
            && claimed(where) > 0) {
          RecordHeader found = at(where, end);
          if (found != null) {
            return found;
          }
          if (windowAt != base) {
            where++;
            break; // the window has moved
          }
        }
      }
    }
    return null;
  }

  /**
   * Makes sure some bytes are in the window; fills it with more if it has to be read, but with
   * nothing from the end on: that may be written later, over what is there now.
   */
  private boolean look(long where, int needed, int wanted, long end) throws IOException {
    if (where >= windowAt && where + needed <= windowAt + windowLength) {
      return true;
    }
    int size = (int) Math.min(Math.max(needed, wanted), end - where);
    if (window.length < size) {
      window = new byte[size];
    }
    windowAt = where;
    windowLength = 0; // else what is there now would be taken for what cannot be read
    windowLength = file.read(where - start, window, size);
    return windowLength >= needed;
  }
}
