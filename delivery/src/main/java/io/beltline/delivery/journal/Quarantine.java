package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Copies of damaged bytes for a person to look at: the newest, up to a number of bytes. */
final class Quarantine {
  private static final int CHUNK = 256 << 10;

  private final FileLayer files;
  private final Path directory;
  private final long limit;

  Quarantine(FileLayer files, Path directory, long limit) {
    this.files = files;
    this.directory = directory;
    this.limit = limit;
  }

  /** Copies a range of a segment, or its beginning if it is long; returns the copy. */
  Path copy(Segment segment, long from, long to) throws IOException {
    files.createDirectories(directory);
    long length = Math.min(to - from, limit);
    Path copy =
        directory.resolve(
            String.format(Locale.ROOT, "%020d-%020d%s", from, to, SegmentHeader.SUFFIX));
    makeRoom(length, copy);
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
    List<Path> copies = files.list(directory);
    long used = 0;
    for (Path path : copies) {
      used += size(path);
    }
    for (Path old : copies) {
      if (used + needed <= limit) {
        return;
      }
      if (!old.equals(except)) {
        used -= size(old);
        files.delete(old);
      }
    }
  }

  private long size(Path path) throws IOException {
    try (JournalFile file = files.openForReading(path)) {
      return file.size();
    }
  }
}
