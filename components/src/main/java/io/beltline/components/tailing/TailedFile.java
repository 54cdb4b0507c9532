package io.beltline.components.tailing;

import io.beltline.components.tracked.Outstanding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file, and how far it was read. One thread at a time, but for what is
 * outstanding.
 */
final class TailedFile implements LineSource {
  final String key;
  final boolean compressed;

  /** Where it stands, or stood when a pattern included it last: what its records say. */
  Path path;

  /** Where it stands since no pattern includes it, if that is known. */
  @Nullable Path location;

  /** The first bytes that were seen of it. */
  Head head = Head.EMPTY;

  /** Up to where it was read. */
  Mark read;

  /** Where reading stood before. */
  final Trail trail = new Trail();

  /** The lines of it that are on their way. */
  Outstanding<Mark> outstanding;

  /** The file, while it is open. */
  @Nullable Content content;

  /** The file whose copy it is, while that is read itself. */
  @Nullable TailedFile copied;

  /** Up to where it was seen to be the start of the file whose copy it is. */
  Mark copiedTo = Mark.START;

  /** Up to where its original was read when it was compared last and found to be its start. */
  long comparedRead;

  /** The size at which it was compared last with the file whose copy it is. */
  long comparedSize = -1;

  /** Whether it has had no content yet, so that it may still become the copy of another. */
  boolean fresh;

  /** Whether it is under its path no more, or a pattern includes it no more. */
  boolean gone;

  /** Whether nothing is to be expected of it any more. */
  boolean spent;

  /** The size when it was looked at last. */
  long size;

  /** When it was written last, by its time stamp. */
  long modified;

  /** The time stamp when it was read to its end last. */
  long readModified = -1;

  /** Whether it ends in a part of a line. */
  boolean partial;

  /** Where the last part of a line ends that was too long, if more of that line follows. */
  long cutEnd = -1;

  /** Whether what is taken of it is a part of a line that was too long. */
  boolean part;

  /** The size at which the rest of a line was found to be no entry yet. */
  long unfinishedSize = -1;

  /** It could not be read the last time. */
  boolean broken;

  /** Whether it ends in the middle of what compresses it. */
  boolean cut;

  /** Whether other content was found than was read. */
  boolean truncated;

  /** The size when it was read to its end last. */
  long readSize = -1;

  /** When new content was seen last, in monotonic nanoseconds. */
  long grewNanos;

  /** When it was read last, in monotonic nanoseconds: the longest ago is closed first. */
  long usedNanos;

  /** Whether the checkpoint in the storage has to be written whatever the marks. */
  boolean dirty = true;

  /** What its header says; null if it was not read, or there is none. */
  HeaderReader.@Nullable Header header;

  /** What all its records have as attributes. */
  Map<String, @Nullable Object> attributes = Map.of();

  /** The same, encoded. */
  byte[] encoded = {};

  TailedFile(String key, Path path, boolean compressed, Mark start) {
    this.key = key;
    this.path = path;
    this.compressed = compressed;
    this.read = start;
    this.outstanding = new Outstanding<>(start);
  }

  /** Begins anew at a mark: other content stands there. */
  void restart(Mark at) {
    read = at;
    outstanding = new Outstanding<>(at);
    trail.clear();
    head = Head.EMPTY;
    header = null;
    readSize = -1;
    unfinishedSize = -1;
    cutEnd = -1;
    dirty = true;
  }

  /** Passes by what stands before a mark, if it was not read yet. */
  void passTo(Mark mark) {
    if (read.offset() < mark.offset()) {
      read = mark;
      outstanding.pass(mark);
    }
  }

  /** The file, opened if it is not. */
  Content open() throws IOException {
    Content open = content;
    if (open == null) {
      open = open(place(), compressed);
      content = open;
    }
    return open;
  }

  /** Where it can be opened. */
  Path place() {
    Path moved = location;
    return moved == null ? path : moved;
  }

  static Content open(Path path, boolean compressed) throws IOException {
    return compressed ? new GzipContent(path) : new PlainContent(path);
  }

  /** Goes on where another file was left: it has the same content up to there. */
  void inherit(TailedFile other) {
    read = other.read;
    head = other.head;
    trail.become(other.trail);
    outstanding = other.outstanding;
    cutEnd = other.cutEnd;
    dirty = true;
  }

  /**
   * Goes on where another file, which is read no more, has content in common with this one; what is
   * on its way of the other is this one's then.
   */
  void inherit(TailedFile other, Mark common) {
    inherit(other);
    if (common.offset() < other.read.offset()) {
      read = common;
      trail.clear();
      outstanding.pass(common);
    }
  }

  /** Whether its content can be seen: it is open, or known to stand somewhere. */
  boolean isThere() {
    return content != null || !gone || location != null;
  }

  /** Becomes the copy of a file that is read itself, and waits. */
  void copyOf(TailedFile original, Mark common) {
    copied = original;
    copiedTo = common;
    comparedRead = original.read.offset();
  }

  /** Whether its original was read further since it was seen to be its start. */
  boolean isBehind() {
    TailedFile original = copied;
    return original != null
        && comparedRead < copiedTo.offset()
        && comparedRead != original.read.offset();
  }

  /** Lets the descriptor go. */
  void close() throws IOException {
    Content open = content;
    content = null;
    if (open != null) {
      open.close();
    }
  }

  /** Notes what the file system says. */
  void seen(FileIdentity identity, long nanoTime) {
    if (identity.size() != size) {
      grewNanos = nanoTime;
    }
    size = identity.size();
    modified = identity.modifiedMillis();
  }

  /** Notes that all was read that there was when it was looked at. */
  void readToEnd() {
    readSize = size;
    readModified = modified;
  }

  /** Whether there may be something to read. */
  boolean hasMore() {
    return copied == null && (modified != readModified || size != readSize);
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Map<String, @Nullable Object> attributes() {
    return attributes;
  }

  @Override
  public byte[] encodedAttributes() {
    return encoded;
  }

  @Override
  public long record() {
    return read.record();
  }

  @Override
  public boolean isPart() {
    return part;
  }
}
