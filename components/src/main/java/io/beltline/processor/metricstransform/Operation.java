package io.beltline.processor.metricstransform;

import io.beltline.components.metrics.MetricDraft;

/** What is done to the data points of a metric. Safe for all threads. */
interface Operation {

  /** Whether it is for metrics only all of whose data points are meant. */
  boolean isForWholeMetrics();

  /**
   * Applies it.
   *
   * @param filter which data points are meant, where not all have to be
   * @return how many data points there are less, or {@link #UNSUPPORTED}
   */
  int apply(MetricDraft metric, MetricFilter filter);

  /** It can do nothing with this kind of metric, which is as it was. */
  int UNSUPPORTED = -1;
}
