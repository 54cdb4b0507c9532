package io.beltline.ottl.pattern;

/**
 * How many states may still be made: so many at once, and one for so many bytes that are read. Safe
 * for all threads.
 */
final class Credit {
  private static final int MOST = 4_096;
  private static final int BYTES_A_STATE = 64;

  private volatile int left = MOST;
  private long bytes;

  /** Takes one; false if there is none. */
  synchronized boolean spend() {
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }

  /** Adds what bytes are good for. */
  void earn(int read) {
    if (left < MOST) {
      add(read);
    }
  }

  private synchronized void add(int read) {
    bytes += read;
    left = (int) Math.min(MOST, left + bytes / BYTES_A_STATE);
    bytes %= BYTES_A_STATE;
  }
}
