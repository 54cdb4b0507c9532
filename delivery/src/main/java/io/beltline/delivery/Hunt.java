package io.beltline.delivery;

/** The search for the culprits of one refused request. Owned by its sender. */
final class Hunt {
  /** For so many culprits the search never ends early, however they lie. */
  private static final int CULPRITS = 16;

  private int left;
  private boolean ended;

  Hunt(int items) {
    int deep = 32 - Integer.numberOfLeadingZeros(items - 1);
    left = CULPRITS * 2 * deep;
  }

  /** The search goes no further: what is not parted stays together. */
  void end() {
    ended = true;
  }

  /** True if it went no further. */
  boolean ended() {
    return ended;
  }

  /** True if so many more requests may be made for it. */
  boolean take(int requests) {
    if (left < requests) {
      return false;
    }
    left -= requests;
    return true;
  }
}
