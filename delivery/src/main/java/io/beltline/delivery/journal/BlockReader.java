package io.beltline.delivery.journal;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of which parts may be unreadable: disks tell damage mostly by an error for a whole
 * block. Not safe for threads.
 */
final class BlockReader {
  private static final int BLOCK = 4096;

  private final JournalFile file;
  private boolean passing;
  private long firstFailed = -1;
  private long lastFailed = -1;
  private int passed;

  BlockReader(JournalFile file) {
    this.file = file;
  }

  /** Whether blocks that cannot be read are zeros from now on, instead of an error. */
  void passOver(boolean on) {
    passing = on;
  }

  /** How many blocks were passed over. */
  int passed() {
    return passed;
  }

  int read(long from, byte[] target, int length) throws IOException {
    try {
      return file.read(from, target, 0, length);
    } catch (IOException failed) {
      if (!passing) {
        throw failed;
      }
      return blocks(from, target, length);
    }
  }

  private int blocks(long from, byte[] target, int length) {
    int done = 0;
    while (done < length) {
      long at = from + done;
      int part = (int) Math.min(length - done, BLOCK - at % BLOCK);
      try {
        int count = file.read(at, target, done, part);
        if (count < part) {
          return done + count;
        }
      } catch (IOException broken) {
        Arrays.fill(target, done, done + part, (byte) 0);
        firstFailed = firstFailed < 0 ? at : Math.min(firstFailed, at);
        lastFailed = Math.max(lastFailed, at);
        passed++;
      }
      done += part;
    }
    return done;
  }

  /**
   * Makes sure that it is those blocks, and not the disk, that did not answer.
   *
   * @throws IOException if the file cannot be read at all, or what was passed over can be now
   */
  void confirm() throws IOException {
    if (passed == 0) {
      return;
    }
    byte[] one = new byte[1];
    IOException first = failure(firstFailed, one);
    IOException last = failure(lastFailed, one);
    if (first == null || last == null) {
      throw new IOException("the disk did not answer for a while");
    }
    probe(file);
  }

  /**
   * Makes sure that some of a file can be read.
   *
   * @throws IOException if nothing is
   */
  static void probe(JournalFile file) throws IOException {
    long size = file.size();
    IOException failed = null;
    for (long at : new long[] {0, size / 2, Math.max(0, size - 1)}) {
      try {
        file.read(at, new byte[1], 0, 1);
        return;
      } catch (IOException unreadable) {
        failed = unreadable;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  /** Takes what was passed over for something that may be read later. */
  void forget() {
    passed = 0;
    firstFailed = -1;
    lastFailed = -1;
  }

  private @Nullable IOException failure(long at, byte[] one) {
    try {
      file.read(at, one, 0, 1);
      return null;
    } catch (IOException failed) {
      return failed;
    }
  }
}
