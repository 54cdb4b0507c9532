package io.beltline.benchmarks.payload;

import io.beltline.model.otlp.WireWriter;
import java.util.SplittableRandom;

/** Writes the items of a scope. */
interface Shape {

  /** The size of one item in bytes, with its tag and length. */
  int itemSize();

  /** Writes items into the scope that is open. */
  void write(WireWriter out, int items, SplittableRandom random);
}
