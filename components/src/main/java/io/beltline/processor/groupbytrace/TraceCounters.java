package io.beltline.processor.groupbytrace;

import io.beltline.api.Meter;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** The processor's own metrics. Safe for all threads. */
final class TraceCounters {
  private static final String NAME = "otelcol_processor_groupbytrace_";

  private final Meter.Counter spans;
  private final Meter.Counter traces;
  private final Meter.Counter evicted;

  TraceCounters(Meter meter, int mostTraces, DoubleSupplier waiting) {
    this.spans =
        meter.counter(NAME + "spans_released", "1", "Spans that were handed on.", Map.of());
    this.traces =
        meter.counter(NAME + "traces_released", "1", "Traces that were handed on.", Map.of());
    this.evicted =
        meter.counter(
            NAME + "traces_evicted",
            "1",
            "Traces that were handed on before their time, since a limit was reached.",
            Map.of());
    meter.gauge(
        NAME + "conf_num_traces", "1", "How many traces can wait.", Map.of(), () -> mostTraces);
    meter.gauge(NAME + "num_traces_in_memory", "1", "Traces that wait.", Map.of(), waiting);
  }

  void released(int traceCount, int spanCount) {
    traces.add(traceCount);
    spans.add(spanCount);
  }

  void evicted(int traceCount) {
    evicted.add(traceCount);
  }
}
