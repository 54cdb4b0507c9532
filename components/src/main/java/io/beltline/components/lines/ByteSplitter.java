package io.beltline.components.lines;

/** Divides behind a byte that is no part of entries. */
public final class ByteSplitter implements Splitter {
  private final byte trailer;

  /** A splitter. */
  public ByteSplitter(byte trailer) {
    this.trailer = trailer;
  }

  @Override
  public boolean canEndIn(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == trailer) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int split(byte[] bytes, int from, int to, boolean last, Taker taker)
      throws InterruptedException {
    int begin = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == trailer) {
        taker.take(begin, i, i + 1);
        begin = i + 1;
      }
    }
    if (last && begin < to) {
      taker.take(begin, to, to);
      begin = to;
    }
    return begin;
  }
}
