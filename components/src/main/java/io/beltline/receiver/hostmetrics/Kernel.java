package io.beltline.receiver.hostmetrics;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Constants of the kernel that runs.
 *
 * @param ticks how many units of CPU time /proc counts in a second
 * @param pageSize the bytes of a page
 */
record Kernel(long ticks, long pageSize) {
  private static final Kernel USUAL = new Kernel(100, 4096);

  private static final long AT_PAGESZ = 6;
  private static final long AT_CLKTCK = 17;

  /** The kernel's words to a process ({@code man 3 getauxval}); the usual ones if it says none. */
  static Kernel current() {
    try {
      return parse(Files.readAllBytes(Path.of("/proc/self/auxv")));
    } catch (IOException e) {
      return USUAL;
    }
  }

  /** Reads pairs of words of 64 bits. */
  static Kernel parse(byte[] vector) {
    ByteBuffer pairs = ByteBuffer.wrap(vector).order(ByteOrder.nativeOrder());
    long ticks = USUAL.ticks;
    long pageSize = USUAL.pageSize;
    while (pairs.remaining() >= 16) {
      long type = pairs.getLong();
      long value = pairs.getLong();
      if (type == AT_PAGESZ && value > 0) {
        pageSize = value;
      } else if (type == AT_CLKTCK && value > 0) {
        ticks = value;
      }
    }
    return new Kernel(ticks, pageSize);
  }
}
