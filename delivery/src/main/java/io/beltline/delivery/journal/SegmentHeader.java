package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a segment file.
 *
 * @param salt the journal's salt
 * @param start the position of these bytes in the journal; also the file's name
 * @param firstSequence the number of the first record, even if there is none yet
 * @param itemsBefore items of all records before
 * @param recycled written over the file of an earlier segment, of which bytes may follow the last
 *     record
 */
record SegmentHeader(
    long salt, long start, long firstSequence, long itemsBefore, boolean recycled) {
  static final int LENGTH = 44;
  static final int VERSION = 1;
  private static final int RECYCLED = 2;
  static final String SUFFIX = ".segment";
  private static final int MAGIC = 0xB17C0A5E;

  byte[] encode() {
    byte[] bytes = new byte[LENGTH];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    out.putInt(MAGIC).putInt(recycled ? RECYCLED : VERSION).putLong(salt).putLong(start);
    out.putLong(firstSequence).putLong(itemsBefore);
    out.putInt(Checksum.of(bytes, 0, LENGTH - 4));
    return bytes;
  }

  /**
   * Reads the header of a file that starts at a position.
   *
   * @param witness asked whether the disk answers if the header cannot be read
   * @return null if there is none, or it is damaged or cannot be read
   * @throws IOException if the format is not known, or the disk does not answer
   */
  static @Nullable SegmentHeader read(JournalFile file, long start, Path path, Witness witness)
      throws IOException {
    byte[] bytes = new byte[LENGTH];
    BlockReader blocks = new BlockReader(file);
    blocks.passOver(witness);
    if (blocks.read(0, bytes, LENGTH) < LENGTH) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt() != MAGIC || in.getInt(LENGTH - 4) != Checksum.of(bytes, 0, LENGTH - 4)) {
      return null;
    }
    int version = in.getInt();
    if (version != VERSION && version != RECYCLED) {
      throw new IOException(
          path + ": written in format " + version + " (expected: " + VERSION + ")");
    }
    SegmentHeader header =
        new SegmentHeader(
            in.getLong(), in.getLong(), in.getLong(), in.getLong(), version == RECYCLED);
    return header.start == start ? header : null;
  }

  /** The file of a segment. */
  static Path path(Path directory, long start) {
    return directory.resolve(String.format(Locale.ROOT, "%020d", start) + SUFFIX);
  }

  /** The start of a segment by its file's name, or -1 if the file is none. */
  static long start(Path path) {
    String name = path.getFileName().toString();
    return name.matches("\\d{19,20}" + SUFFIX)
        ? Long.parseLong(name.substring(0, name.length() - SUFFIX.length()))
        : -1;
  }
}
