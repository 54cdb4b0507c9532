package io.beltline.delivery.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file on disk. Two descriptors, so that readers wait for each other but never for a sync; and no
 * channel, because a channel closes under an interrupted thread.
 */
final class DiskFile implements JournalFile {
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock writing = new ReentrantLock();
  private final RandomAccessFile reader;
  private final RandomAccessFile writer;

  DiskFile(Path path, boolean writable) throws IOException {
    writer = new RandomAccessFile(path.toFile(), writable ? "rw" : "r");
    try {
      reader = new RandomAccessFile(path.toFile(), "r");
    } catch (IOException failed) {
      writer.close();
      throw failed;
    }
  }

  @Override
  public long size() throws IOException {
    return reader.length();
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    reading.lock();
    try {
      reader.seek(position);
      int done = 0;
      while (done < length) {
        int count = reader.read(target, offset + done, length - done);
        if (count < 0) {
          break;
        }
        done += count;
      }
      return done;
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void write(long position, byte[] source, int offset, int length) throws IOException {
    writing.lock();
    try {
      writer.seek(position);
      writer.write(source, offset, length);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void force() throws IOException {
    writer.getFD().sync();
  }

  @Override
  public void truncate(long size) throws IOException {
    writing.lock();
    try {
      if (writer.length() > size) {
        writer.setLength(size);
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } finally {
      reader.close();
    }
  }
}
