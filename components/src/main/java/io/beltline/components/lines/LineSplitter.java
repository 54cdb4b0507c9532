package io.beltline.components.lines;

/** Divides at line feeds; a carriage return before one belongs to it. */
public final class LineSplitter implements Splitter {
  private final byte[] feed;
  private final byte[] carriage;

  /** A splitter for an encoding's line feed and carriage return. */
  public LineSplitter(byte[] feed, byte[] carriage) {
    this.feed = feed;
    this.carriage = carriage;
  }

  @Override
  public int split(byte[] bytes, int from, int to, boolean last, Taker taker)
      throws InterruptedException {
    int at = from;
    for (int end = find(bytes, at, at, to); end >= 0; end = find(bytes, at, at, to)) {
      int text = endsWith(bytes, at, end, carriage) ? end - carriage.length : end;
      taker.take(at, text, end + feed.length);
      at = end + feed.length;
    }
    if (last && at < to) {
      taker.take(at, to, to);
      at = to;
    }
    return at;
  }

  private int find(byte[] bytes, int origin, int from, int to) {
    if (feed.length == 1) {
      byte wanted = feed[0];
      for (int i = from; i < to; i++) {
        if (bytes[i] == wanted) {
          return i;
        }
      }
      return -1;
    }
    for (int i = from; i + feed.length <= to; i++) {
      if ((i - origin) % feed.length == 0 && isAt(bytes, i, feed)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean endsWith(byte[] bytes, int from, int to, byte[] suffix) {
    return to - from >= suffix.length && isAt(bytes, to - suffix.length, suffix);
  }

  private static boolean isAt(byte[] bytes, int at, byte[] part) {
    for (int i = 0; i < part.length; i++) {
      if (bytes[at + i] != part[i]) {
        return false;
      }
    }
    return true;
  }
}
