package io.beltline.extension.filestorage;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file read and written at positions. Not safe for threads.
 *
 * <p>Unlike a channel it stays open when the thread that uses it is interrupted.
 */
final class LogFile implements AutoCloseable {
  private final RandomAccessFile file;

  LogFile(Path path) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "rw");
  }

  long size() throws IOException {
    return file.length();
  }

  byte[] read(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(position);
    file.readFully(bytes);
    return bytes;
  }

  /** Fills the buffer from its start with what is there, and says how much that was. */
  int readSome(long position, byte[] buffer) throws IOException {
    long left = file.length() - position;
    int length = (int) Math.min(left, buffer.length);
    if (length <= 0) {
      throw new EOFException("nothing at " + position);
    }
    file.seek(position);
    file.readFully(buffer, 0, length);
    return length;
  }

  void write(long position, byte[] bytes) throws IOException {
    file.seek(position);
    file.write(bytes);
  }

  void truncate(long length) throws IOException {
    if (file.length() != length) {
      file.setLength(length);
    }
  }

  /** Returns when the disk has what was written. */
  void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
