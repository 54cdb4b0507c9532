package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names in a journal's directory, and the salt that makes its records its own. */
final class Layout {
  private static final int MAGIC = 0xB17C0A1D;
  private static final int IDENTITY = 16;

  static final String GONE = "gone.log";

  final FileLayer files;
  final Path directory;

  Layout(FileLayer files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  Path lock() {
    return directory.resolve("lock");
  }

  Path cursors() {
    return directory.resolve("cursors");
  }

  Path cursor(String queue) {
    return cursors().resolve(QueueName.fileName(queue));
  }

  /** Numbers whose records are accounted for: their segment was deleted, or their loss told. */
  Path gone() {
    return directory.resolve(GONE);
  }

  Path quarantine() {
    return directory.resolve("quarantine");
  }

  /** A file to write the next segment over; like all files of its suffix nothing after a start. */
  Path spare(long number) {
    return directory.resolve("spare-" + number + SequenceLog.NEW);
  }

  private Path identity() {
    return directory.resolve("identity");
  }

  /** The salt in the identity file, or null if there is none that can be read. */
  @Nullable Long readSalt() throws IOException {
    if (!files.list(directory).contains(identity())) {
      return null;
    }
    byte[] bytes = new byte[IDENTITY];
    try (JournalFile file = files.openForReading(identity())) {
      if (file.read(0, bytes, 0, IDENTITY) < IDENTITY) {
        return null;
      }
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return in.getInt(0) == MAGIC && in.getInt(12) == Checksum.of(bytes, 0, 12)
        ? in.getLong(4)
        : null;
  }

  /** Writes the identity file durably. */
  void writeSalt(long salt) throws IOException {
    byte[] bytes = new byte[IDENTITY];
    ByteBuffer out = ByteBuffer.wrap(bytes).putInt(MAGIC).putLong(salt);
    out.putInt(Checksum.of(bytes, 0, 12));
    Path fresh = directory.resolve("identity" + SequenceLog.NEW);
    try (JournalFile file = files.open(fresh)) {
      file.write(0, bytes, 0, IDENTITY);
      file.force();
    }
    files.replace(fresh, identity());
    files.syncDirectory(directory);
  }

  /**
   * Makes sure that the disk answers although a part of a file cannot be read: that it syncs, and
   * that something can be read.
   *
   * @throws IOException if it does not
   */
  void probe(JournalFile unreadable) throws IOException {
    Path path = directory.resolve("probe" + SequenceLog.NEW);
    try (JournalFile file = files.open(path)) {
      write(file);
      file.force();
    } finally {
      files.delete(path);
    }
    probeReading(unreadable);
  }

  private static void write(JournalFile file) throws IOException {
    try {
      file.write(0, new byte[1], 0, 1);
    } catch (IOException failed) {
      if (!isNoSpace(failed)) {
        throw failed;
      }
    }
  }

  /** Whether a write failed because the volume is full. */
  static boolean isNoSpace(IOException failed) {
    String words = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("no space") || words.contains("not enough space");
  }

  /** The same, of a disk that must not be written to. */
  void probeReading(JournalFile unreadable) throws IOException {
    try {
      BlockReader.probe(unreadable);
    } catch (IOException failed) { // a small file is one block
      unreadable.size(); // a file that was replaced has none
      readSalt();
    }
  }

  static long newSalt() {
    return new SecureRandom().nextLong();
  }
}
