package io.beltline.ottl.transform;

import io.beltline.model.otlp.NumberCursor;

/** Reads rows of numbers. Stateless. */
final class Numbers {
  private Numbers() {}

  static double[] doubles(NumberCursor walk) {
    double[] all = new double[walk.remaining()];
    for (int i = 0; walk.next(); i++) {
      all[i] = walk.asDouble();
    }
    return all;
  }

  static long[] longs(NumberCursor walk) {
    long[] all = new long[walk.remaining()];
    for (int i = 0; walk.next(); i++) {
      all[i] = walk.asLong();
    }
    return all;
  }
}
