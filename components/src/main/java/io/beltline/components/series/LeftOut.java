package io.beltline.components.series;

/**
 * How many series of a storage were not read when a processor started; they are removed from it.
 *
 * @param damaged those that cannot be read
 * @param beyond those that are more than may be remembered
 */
public record LeftOut(int damaged, int beyond) {
  static final LeftOut NONE = new LeftOut(0, 0);
}
