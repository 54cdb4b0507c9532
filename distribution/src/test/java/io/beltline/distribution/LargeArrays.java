package io.beltline.distribution;

import io.beltline.model.Uninitialized;
import java.util.Arrays;

/**
 * A program that says how many of a hundred large arrays come with what was written before in their
 * place. Two threads make them, as at work: each has room of its own.
 */
final class LargeArrays {
  private static final int LENGTH = 400 << 10;
  private static final byte MARK = 0x5a;
  private static final int WARM_UP = 20_000;
  private static final int ASKED = 4_000;

  private static volatile byte[] last = new byte[0];

  private LargeArrays() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread other = Thread.ofPlatform().daemon().start(() -> made(Integer.MAX_VALUE));
    made(WARM_UP);
    int left = made(ASKED);
    if (!other.isAlive()) {
      throw new IllegalStateException("the other thread has ended");
    }
    System.out.println("left as they are: " + 100 * left / ASKED);
  }

  /** How many of so many arrays have the mark of one that is gone. */
  private static int made(int count) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      byte[] array = Uninitialized.bytes(LENGTH);
      left += array[LENGTH / 2] == MARK ? 1 : 0;
      Arrays.fill(array, MARK);
      last = array;
    }
    return left;
  }
}
