package io.beltline.delivery.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The bytes of a file: as programs see them, and as the disk has them. Guarded by its files. */
final class SimulatedFile {
  static final int SECTOR = 512;
  private static final int BLOCK = 4096;

  private byte[] seen = new byte[0];
  private byte[] kept = new byte[0];
  private final List<Long> lengths = new ArrayList<>();
  private final Set<Integer> dirty = new HashSet<>();
  private final Set<Long> broken = new HashSet<>();

  int size() {
    return seen.length;
  }

  byte[] bytes() {
    return seen.clone();
  }

  /** Where bytes begin, or -1. */
  int find(byte[] pattern) {
    for (int at = 0; at + pattern.length <= seen.length; at++) {
      if (Arrays.equals(seen, at, at + pattern.length, pattern, 0, pattern.length)) {
        return at;
      }
    }
    return -1;
  }

  void flip(int position) {
    seen[position] ^= 0x10;
    if (position < kept.length) {
      kept[position] ^= 0x10;
    }
  }

  /** The block that a byte is in can be read no more. */
  void breakBlock(int position) {
    broken.add((long) position / BLOCK);
  }

  int read(long position, byte[] target, int offset, int length) throws IOException {
    for (long block : broken) {
      if (length > 0 && position < (block + 1) * BLOCK && position + length > block * BLOCK) {
        throw new IOException("Input/output error");
      }
    }
    int count = (int) Math.max(0, Math.min(length, seen.length - position));
    if (count > 0) {
      System.arraycopy(seen, (int) position, target, offset, count);
    }
    return count;
  }

  void write(long position, byte[] source, int offset, int length) {
    int end = (int) position + length;
    if (end > seen.length) {
      seen = Arrays.copyOf(seen, end);
      lengths.add((long) end);
    }
    System.arraycopy(source, offset, seen, (int) position, length);
    for (int sector = (int) position / SECTOR; sector * SECTOR < end; sector++) {
      dirty.add(sector);
    }
  }

  void truncate(long size) {
    if (size < seen.length) {
      seen = Arrays.copyOf(seen, (int) size);
      lengths.add(size);
      dirty.removeIf(sector -> sector * SECTOR >= size);
    }
  }

  void force() {
    kept = Arrays.copyOf(kept, seen.length);
    dirty.forEach(sector -> keep(kept, sector));
    lengths.clear();
    dirty.clear();
  }

  private void keep(byte[] target, int sector) {
    int from = sector * SECTOR;
    int to = Math.min(from + SECTOR, Math.min(target.length, seen.length));
    if (from < to) {
      System.arraycopy(seen, from, target, from, to - from);
    }
  }

  /**
   * A sync that failed: any part has reached the disk, the rest counts as clean and never will. It
   * can still be read if pages stay in memory.
   */
  void failToForce(RandomGenerator random, boolean pagesStay) {
    kept = Arrays.copyOf(kept, seen.length);
    for (int sector : dirty) {
      if (random.nextBoolean()) {
        keep(kept, sector);
      }
    }
    if (!pagesStay) {
      seen = kept.clone();
    }
    lengths.clear();
    dirty.clear();
  }

  /** What is left when the power fails: of what was not forced any part may be there. */
  void fail(RandomGenerator random) {
    byte[] left = kept;
    if (!lengths.isEmpty() && random.nextInt(4) > 0) {
      left = Arrays.copyOf(kept, lengths.get(random.nextInt(lengths.size())).intValue());
    }
    for (int sector : dirty) {
      if (random.nextBoolean()) {
        keep(left, sector);
      }
    }
    kept = left;
    seen = left.clone();
    lengths.clear();
    dirty.clear();
  }
}
