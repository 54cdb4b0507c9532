package io.beltline.processor.tailsampling;

import io.beltline.api.Meter.Counter;
import io.beltline.components.sampling.Threshold;
import io.beltline.components.sampling.TraceState;
import io.beltline.model.otlp.SpanEditor;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the trace states of spans by which threshold they were kept, so that a reader can
 * tell how many each stands for. A threshold that is stricter stays: it was there before.
 *
 * @param unreadable counts spans whose trace state is none
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/">the
 *     specification</a>
 */
record ThresholdWriter(Counter unreadable) {
  void write(SpanEditor span, @Nullable Threshold threshold) {
    if (threshold == null) {
      return;
    }
    TraceState state = TraceState.parse(span.traceState());
    if (state == null) {
      unreadable.add(1);
      return;
    }
    Threshold before = state.threshold();
    if (before == null || before.value() < threshold.value()) {
      state.threshold(threshold);
      span.traceState(state.text());
    }
  }
}
