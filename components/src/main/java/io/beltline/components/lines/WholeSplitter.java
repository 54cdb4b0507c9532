package io.beltline.components.lines;

/** Divides nothing: all that comes is one entry. */
public final class WholeSplitter implements Splitter {

  /** A splitter. */
  public WholeSplitter() {}

  @Override
  public int split(byte[] bytes, int from, int to, boolean last, Taker taker)
      throws InterruptedException {
    if (!last || from >= to) {
      return from;
    }
    taker.take(from, to, to);
    return to;
  }
}
