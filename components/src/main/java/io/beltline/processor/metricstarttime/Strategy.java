package io.beltline.processor.metricstarttime;

/** How the start of a series is found. */
public enum Strategy {
  /** The first point begins where it ends; the others begin there too. */
  TRUE_RESET_POINT,
  /** The first point is dropped, and subtracted from the others, which begin there. */
  SUBTRACT_INITIAL_POINT,
  /** A metric of the request says when its process has started. */
  START_TIME_METRIC
}
