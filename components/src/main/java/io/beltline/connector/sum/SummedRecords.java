package io.beltline.connector.sum;

import io.beltline.model.Signal;
import io.beltline.ottl.RecordConditions;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.function.FunctionSet;

/** Whose attributes can be summed. */
enum SummedRecords {
  SPANS("spans", Signal.TRACES, ContextName.SPAN),
  SPAN_EVENTS("spanevents", Signal.TRACES, ContextName.SPAN_EVENT),
  DATA_POINTS("datapoints", Signal.METRICS, ContextName.DATA_POINT),
  LOGS("logs", Signal.LOGS, ContextName.LOG);

  private final String section;
  private final Signal signal;
  private final ContextName context;

  SummedRecords(String section, Signal signal, ContextName context) {
    this.section = section;
    this.signal = signal;
    this.context = context;
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

  /** What compiles conditions on them. */
  RecordConditions conditions() {
    return new RecordConditions(signal, FunctionSet.converters());
  }
}
