package io.beltline.receiver.influxdb;

import io.beltline.components.exposition.NumberText;
import java.nio.charset.StandardCharsets;

/** Reads bounds of buckets, and quantiles. */
final class Bound {
  private Bound() {}

  /** The number that a text is; NaN if it is none. */
  static double of(String text) {
    NumberText number = new NumberText();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return number.read(bytes, 0, bytes.length) ? number.value() : Double.NaN;
  }
}
