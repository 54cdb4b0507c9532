package io.beltline.processor.tailsampling;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap, handed out in blocks of one size. Blocks stand in slabs, which are taken
 * from the operating system when they are needed and given back when all their blocks are free;
 * those that are nearly full are used first, so that others become empty. Guarded by its owner.
 *
 * <p>In the first four bytes of a block stands the number of the one that follows it.
 */
final class BlockArena implements AutoCloseable {
  /** The bytes of a block. */
  static final int BLOCK = 256;

  /** The bytes of a block that are its user's. */
  static final int ROOM = BLOCK - Integer.BYTES;

  static final int NONE = -1;

  private static final int SLAB_BITS = 12;
  private static final int SLAB_BLOCKS = 1 << SLAB_BITS;

  private final List<@Nullable Slab> slabs = new ArrayList<>();
  private final BitSet roomy = new BitSet();
  private int empty;
  private long used;

  /** Blocks that are taken together. */
  private static final class Slab {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory = arena.allocate((long) SLAB_BLOCKS * BLOCK, BLOCK);
    private int fresh;
    private int free = NONE;
    private int used;

    int allocate() {
      used++;
      if (free == NONE) {
        return fresh++;
      }
      int block = free;
      free = memory.get(ValueLayout.JAVA_INT, (long) block * BLOCK);
      return block;
    }

    void free(int block) {
      memory.set(ValueLayout.JAVA_INT, (long) block * BLOCK, free);
      free = block;
      used--;
    }
  }

  /** A block that nobody uses; nothing follows it. */
  int allocate() {
    int index = roomy.nextSetBit(0);
    if (index < 0) {
      index = addSlab();
    }
    Slab slab = slab(index);
    if (slab.used == 0) {
      empty--;
    }
    int block = slab.allocate();
    if (slab.used == SLAB_BLOCKS) {
      roomy.clear(index);
    }
    used++;
    int address = index << SLAB_BITS | block;
    next(address, NONE);
    return address;
  }

  private int addSlab() {
    int index = slabs.indexOf(null);
    if (index < 0) {
      index = slabs.size();
      slabs.add(null);
    }
    slabs.set(index, new Slab());
    roomy.set(index);
    empty++;
    return index;
  }

  /** Gives a block back. */
  void free(int address) {
    int index = address >>> SLAB_BITS;
    Slab slab = slab(index);
    slab.free(address & SLAB_BLOCKS - 1);
    used--;
    roomy.set(index);
    if (slab.used == 0 && ++empty > 1) { // one stays for what comes next
      slabs.set(index, null);
      roomy.clear(index);
      empty--;
      slab.arena.close();
    }
  }

  private Slab slab(int index) {
    Slab slab = slabs.get(index);
    if (slab == null) {
      throw new IllegalStateException("block of a slab that is gone");
    }
    return slab;
  }

  int next(int address) {
    return slab(address >>> SLAB_BITS).memory.get(ValueLayout.JAVA_INT, offset(address));
  }

  void next(int address, int following) {
    slab(address >>> SLAB_BITS).memory.set(ValueLayout.JAVA_INT, offset(address), following);
  }

  private static long offset(int address) {
    return (long) (address & SLAB_BLOCKS - 1) * BLOCK;
  }

  void write(int address, int at, byte[] from, int offset, int length) {
    MemorySegment.copy(
        from,
        offset,
        slab(address >>> SLAB_BITS).memory,
        ValueLayout.JAVA_BYTE,
        offset(address) + Integer.BYTES + at,
        length);
  }

  void read(int address, int at, byte[] into, int offset, int length) {
    MemorySegment.copy(
        slab(address >>> SLAB_BITS).memory,
        ValueLayout.JAVA_BYTE,
        offset(address) + Integer.BYTES + at,
        into,
        offset,
        length);
  }

  /** The bytes of the blocks in use. */
  long usedBytes() {
    return used * BLOCK;
  }

  /** The bytes taken from the operating system. */
  long takenBytes() {
    return slabs.stream().filter(slab -> slab != null).count() * SLAB_BLOCKS * BLOCK;
  }

  /** Gives all memory back. */
  @Override
  public void close() {
    slabs.forEach(
        slab -> {
          if (slab != null) {
            slab.arena.close();
          }
        });
    slabs.clear();
    roomy.clear();
    empty = 0;
    used = 0;
  }
}
