package io.beltline.components.aggregation;

/** What becomes of the values of several points. Histograms are always added. */
public enum AggregationType {
  SUM,
  MEAN,
  MIN,
  MAX,
  COUNT,
  MEDIAN
}
