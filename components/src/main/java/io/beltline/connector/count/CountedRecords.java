package io.beltline.connector.count;

import io.beltline.model.Signal;
import io.beltline.ottl.RecordConditions;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.function.FunctionSet;

/** What can be counted. */
enum CountedRecords {
  SPANS("spans", Signal.TRACES, ContextName.SPAN, "trace.span.count", "spans"),
  SPAN_EVENTS(
      "spanevents", Signal.TRACES, ContextName.SPAN_EVENT, "trace.span.event.count", "span events"),
  METRICS("metrics", Signal.METRICS, ContextName.METRIC, "metric.count", "metrics"),
  DATA_POINTS(
      "datapoints",
      Signal.METRICS,
      ContextName.DATA_POINT,
      "metric.datapoint.count",
      "data points"),
  LOGS("logs", Signal.LOGS, ContextName.LOG, "log.record.count", "log records");

  private final String section;
  private final Signal signal;
  private final ContextName context;
  private final String metric;
  private final String words;

  CountedRecords(String section, Signal signal, ContextName context, String metric, String words) {
    this.section = section;
    this.signal = signal;
    this.context = context;
    this.metric = metric;
    this.words = words;
  }

  /** The key of its section. */
  String section() {
    return section;
  }

  Signal signal() {
    return signal;
  }

  ContextName context() {
    return context;
  }

  /** The metric that counts all where no other does. */
  String metric() {
    return metric;
  }

  /** What that metric says of itself. */
  String description() {
    return "The number of " + words + " observed.";
  }

  /** What compiles conditions on them. */
  RecordConditions conditions() {
    return new RecordConditions(signal, FunctionSet.converters());
  }
}
