package io.beltline.processor.metricstransform;

/** The least and the greatest value of a histogram, where it tells them. */
record ValueRange(boolean hasMin, double min, boolean hasMax, double max) {

  /** The range of the values multiplied; by a negative factor the least becomes the greatest. */
  ValueRange times(double factor) {
    return factor > 0
        ? new ValueRange(hasMin, min * factor, hasMax, max * factor)
        : new ValueRange(hasMax, max * factor, hasMin, min * factor);
  }
}
