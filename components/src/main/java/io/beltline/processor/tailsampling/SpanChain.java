package io.beltline.processor.tailsampling;

/**
 * Bytes in a chain of blocks: written at its end, read at its front, where blocks are given back.
 * Guarded by the owner of the arena.
 */
final class SpanChain {
  private final BlockArena arena;
  private int head = BlockArena.NONE;
  private int tail = BlockArena.NONE;
  private int readAt;
  private int writeAt;
  private long size;

  SpanChain(BlockArena arena) {
    this.arena = arena;
  }

  /** The bytes that can be read. */
  long size() {
    return size;
  }

  /** The bytes of the arena that it takes. */
  long takenBytes() {
    return (readAt + size + BlockArena.ROOM - 1) / BlockArena.ROOM * BlockArena.BLOCK;
  }

  void write(byte[] bytes, int from, int length) {
    int at = from;
    int left = length;
    while (left > 0) {
      if (tail == BlockArena.NONE || writeAt == BlockArena.ROOM) {
        grow();
      }
      int part = Math.min(left, BlockArena.ROOM - writeAt);
      arena.write(tail, writeAt, bytes, at, part);
      writeAt += part;
      at += part;
      left -= part;
    }
    size += length;
  }

  private void grow() {
    int block = arena.allocate();
    if (tail == BlockArena.NONE) {
      head = block;
      readAt = 0;
    } else {
      arena.next(tail, block);
    }
    tail = block;
    writeAt = 0;
  }

  /** Reads bytes that are there. */
  void read(byte[] into, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0) {
      int end = head == tail ? writeAt : BlockArena.ROOM;
      int part = Math.min(left, end - readAt);
      if (part <= 0) {
        throw new IllegalStateException("there are no more bytes");
      }
      arena.read(head, readAt, into, at, part);
      readAt += part;
      at += part;
      left -= part;
      if (readAt == end) {
        pass();
      }
    }
    size -= length;
  }

  /** Passes over bytes that are there. */
  void skip(int length) {
    int left = length;
    while (left > 0) {
      int end = head == tail ? writeAt : BlockArena.ROOM;
      int part = Math.min(left, end - readAt);
      if (part <= 0) {
        throw new IllegalStateException("there are no more bytes");
      }
      readAt += part;
      left -= part;
      if (readAt == end) {
        pass();
      }
    }
    size -= length;
  }

  /** The block at the front has been read. */
  private void pass() {
    int done = head;
    if (head == tail) {
      head = BlockArena.NONE;
      tail = BlockArena.NONE;
      writeAt = 0;
    } else {
      head = arena.next(done);
    }
    readAt = 0;
    arena.free(done);
  }
}
