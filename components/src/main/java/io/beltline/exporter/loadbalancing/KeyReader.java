package io.beltline.exporter.loadbalancing;

import io.beltline.model.Slice;

/**
 * Reads the key of what stands in a request, from the outside in: it is asked of a resource, then
 * of each scope in it, of each item and of each data point, and answers as soon as it knows for all
 * that is inside. One thread.
 */
interface KeyReader {
  /** It depends on what is inside. */
  long UNDECIDED = -1;

  /**
   * The hash of the key of all in a resource.
   *
   * @param resource the content of the Resource
   */
  default long resource(Slice resource) {
    return UNDECIDED;
  }

  /**
   * The hash of the key of all in a scope of the resource asked of last.
   *
   * @param scope the content of the InstrumentationScope
   */
  default long scope(Slice scope) {
    return UNDECIDED;
  }

  /**
   * The hash of the key of a span, of a log record, or of all in a metric, of the scope asked of
   * last. Always decided but for metrics.
   */
  default long item(Slice item) {
    return UNDECIDED;
  }

  /**
   * The hash of the key of a data point of the metric asked of last.
   *
   * @param data the number of the field of the metric that holds it
   */
  default long point(Slice point, int data) {
    return 0;
  }
}
