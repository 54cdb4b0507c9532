package io.beltline.delivery.journal;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of which parts may be unreadable: disks tell damage mostly by an error for a whole
 * block. Not safe for threads.
 */
final class BlockReader {
  private static final int BLOCK = 4096;
  private static final int ASK_EVERY = 16;

  private final JournalFile file;
  private @Nullable Witness witness;
  private final Set<Long> failed = new HashSet<>();
  private Set<Long> known = Set.of();
  private int inARow;
  private long firstFailed = -1;
  private long lastFailed = -1;
  private int passed;

  BlockReader(JournalFile file) {
    this.file = file;
  }

  /**
   * Says whether blocks that cannot be read are zeros from now on, instead of an error.
   *
   * @param hearing asked again and again whether the disk answers; null for an error
   */
  void passOver(@Nullable Witness hearing) {
    witness = hearing;
    inARow = 0;
  }

  /** Blocks that are zeros if they cannot be read: that was made sure of before. */
  void expect(Set<Long> blocks) {
    known = blocks;
  }

  /** The numbers of the blocks that were passed over. */
  Set<Long> failed() {
    return Set.copyOf(failed);
  }

  /** How many blocks were passed over. */
  int passed() {
    return passed;
  }

  int read(long from, byte[] target, int length) throws IOException {
    try {
      int count = file.read(from, target, 0, length);
      inARow = 0;
      return count;
    } catch (IOException broken) {
      if (witness == null && known.isEmpty()) {
        throw broken;
      }
      return blocks(from, target, length);
    }
  }

  private int blocks(long from, byte[] target, int length) throws IOException {
    int done = 0;
    while (done < length) {
      long at = from + done;
      int part = (int) Math.min(length - done, BLOCK - at % BLOCK);
      try {
        int count = file.read(at, target, done, part);
        inARow = 0;
        if (count < part) {
          return done + count;
        }
      } catch (IOException broken) {
        if (!known.contains(at / BLOCK)) {
          pass(at, broken);
        }
        Arrays.fill(target, done, done + part, (byte) 0);
      }
      done += part;
    }
    return done;
  }

  private void pass(long at, IOException broken) throws IOException {
    Witness hearing = witness;
    if (hearing == null) {
      throw broken;
    }
    if (inARow++ % ASK_EVERY == 0) {
      hearing.hear(file); // else a disk that is away would be asked for every block
    }
    firstFailed = firstFailed < 0 ? at : Math.min(firstFailed, at);
    lastFailed = Math.max(lastFailed, at);
    failed.add(at / BLOCK);
    passed++;
  }

  /**
   * Makes sure that it is those blocks, and not the disk, that did not answer.
   *
   * @throws IOException if the disk does not answer, or what was passed over can be read now
   */
  void confirm() throws IOException {
    Witness hearing = witness;
    if (passed == 0 || hearing == null) {
      return;
    }
    byte[] one = new byte[1];
    IOException first = failure(firstFailed, one);
    IOException last = failure(lastFailed, one);
    if (first == null || last == null) {
      throw new IOException("the disk did not answer for a while");
    }
    hearing.hear(file);
  }

  /** Whether anything from an offset on was passed over. */
  boolean hasPassedFrom(long offset) {
    return passed > 0 && (lastFailed / BLOCK + 1) * BLOCK > offset; // the whole block is not known
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
    failed.clear();
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
