package io.beltline.processor.probabilisticsampler;

import io.beltline.components.attributes.NumberText;
import io.beltline.components.sampling.Threshold;
import io.beltline.components.sampling.TraceState;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.SpanEditor;
import org.jspecify.annotations.Nullable;

/** Decides on spans, and writes into the trace state of those it keeps how they were sampled. */
final class SpanSampler {
  private static final AttributeKey PRIORITY = AttributeKey.of("sampling.priority");
  private static final int TRACE_ID = 16;

  private final Sampler sampler;
  private final boolean failClosed;

  SpanSampler(Sampler sampler, boolean failClosed) {
    this.sampler = sampler;
    this.failClosed = failClosed;
  }

  Decision decide(SpanEditor span) {
    int priority = priority(span.attributes().find(PRIORITY));
    if (priority == 0) {
      return new Decision(false, Decision.PRIORITY);
    }
    TraceState state = TraceState.parse(span.traceState());
    byte[] id = span.traceId().toByteArray();
    boolean hasId = id.length == TRACE_ID && !span.traceId().isZero();
    long randomness;
    String policy;
    if (sampler.isHashing()) {
      randomness = sampler.hashed(id.length == 0 ? new byte[TRACE_ID] : id);
      policy = Decision.TRACE_HASH;
    } else if (state != null && state.randomness() >= 0) {
      randomness = state.randomness();
      policy = Decision.RANDOMNESS;
    } else {
      randomness = state != null && hasId ? Sampler.ofTrace(id) : Threshold.RANGE - 1;
      policy = state != null && hasId ? Decision.TRACE : Decision.MISSING;
    }
    boolean sound = isSound(state, policy, randomness);
    Threshold threshold;
    if (priority > 0) {
      threshold = Threshold.ALWAYS;
      policy = Decision.PRIORITY;
    } else if (!sound || state == null) {
      threshold = failClosed ? Threshold.NEVER : Threshold.ALWAYS;
    } else {
      threshold = sampler.threshold(state.threshold());
    }
    boolean kept = threshold.keeps(randomness);
    if (kept && state != null && (sound || !sampler.isHashing())) {
      note(span, state, threshold, sound, randomness);
    }
    return new Decision(kept, policy);
  }

  /** Whether what is known about the span's sampling fits together. */
  private boolean isSound(@Nullable TraceState state, String policy, long randomness) {
    if (state == null || policy.equals(Decision.MISSING)) {
      return false;
    }
    Threshold before = state.threshold();
    if (sampler.isHashing()) {
      return state.randomness() < 0 && before == null; // another kind of sampler was there
    }
    return before == null || before.keeps(randomness);
  }

  private void note(
      SpanEditor span, TraceState state, Threshold threshold, boolean sound, long randomness) {
    if (sampler.isHashing()) {
      state.randomness(randomness);
    }
    Threshold before = sound ? state.threshold() : null;
    state.threshold(before != null && before.value() > threshold.value() ? before : threshold);
    String text = state.text();
    if (!span.traceStateUtf8().contentEquals(text)) {
      span.traceState(text);
    }
  }

  /** 0 to remove the span, 1 to keep it, -1 if it does not say. */
  private static int priority(@Nullable AnyValueView value) {
    if (value == null) {
      return -1;
    }
    Double number =
        switch (value.valueCase()) {
          case AnyValueView.INT_VALUE -> (double) value.intValue();
          case AnyValueView.DOUBLE_VALUE -> value.doubleValue();
          case AnyValueView.STRING_VALUE -> NumberText.parse(value.stringValue());
          default -> null;
        };
    if (number == null) {
      return -1;
    }
    return number == 0 ? 0 : number > 0 ? 1 : -1;
  }
}
