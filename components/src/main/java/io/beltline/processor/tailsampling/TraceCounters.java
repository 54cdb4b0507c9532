package io.beltline.processor.tailsampling;

import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.api.Meter.Counter;
import io.beltline.api.Meter.Histogram;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import io.beltline.processor.tailsampling.Decision.Outcome;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** The processor's own metrics and its books. Safe for all threads. */
final class TraceCounters {
  private static final String NAME = "otelcol_processor_tail_sampling_";
  private static final String OWN = "beltline_processor_tail_sampling_";
  private static final double[] SECONDS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600};
  private static final double[] MILLIS = {1, 2, 5, 10, 25, 50, 75, 100, 150, 200, 300, 500, 1000};

  private final Meter meter;
  private final Ledger ledger;
  private final Counter newTraces;
  private final Counter sampled;
  private final Counter notSampled;
  private final Counter dropped;
  private final Counter tooLarge;
  private final Counter lateKept;
  private final Counter lateOthers;
  private final Counter early;
  private final Counter tooEarly;
  private final Counter notesLetGo;
  private final Histogram lateAge;
  private final Histogram removalAge;
  private final Histogram timer;

  TraceCounters(Settings settings) {
    this.meter = settings.meter();
    this.ledger = settings.ledger();
    newTraces = counter("new_trace_id_received", "{traces}", "Traces that began.", Map.of());
    sampled = global("true", "sampled");
    notSampled = global("false", "not_sampled");
    dropped = global("false", "dropped");
    tooLarge =
        counter("traces_dropped_too_large", "{traces}", "Traces that became too large.", Map.of());
    lateKept = late("true");
    lateOthers = late("false");
    tooEarly =
        counter(
            "sampling_trace_dropped_too_early",
            "{traces}",
            "Traces that were decided before their time, since a limit was reached.",
            Map.of());
    early =
        meter.counter(
            OWN + "traces_settled",
            "{traces}",
            "Traces that were decided as soon as no further span could change that.",
            Map.of());
    notesLetGo =
        meter.counter(
            OWN + "notes_let_go",
            "By",
            "Notes that the storage did not take in time; what is known was to be written anew.",
            Map.of());
    lateAge =
        meter.histogram(
            NAME + "sampling_late_span_age",
            "s",
            "How long after the decision spans came.",
            Map.of(),
            SECONDS);
    removalAge =
        meter.histogram(
            NAME + "sampling_trace_removal_age",
            "s",
            "How long traces waited for their decision.",
            Map.of(),
            SECONDS);
    timer =
        meter.histogram(
            NAME + "sampling_decision_timer_latency",
            "ms",
            "How long it took to decide the traces that were due.",
            Map.of(),
            MILLIS);
  }

  private Counter counter(
      String name, String unit, String description, Map<String, String> labels) {
    return meter.counter(NAME + name, unit, description, labels);
  }

  private Counter global(String kept, String decision) {
    return counter(
        "global_count_traces_sampled",
        "{traces}",
        "Traces by what was decided.",
        Map.of("sampled", kept, "decision", decision));
  }

  private Counter late(String kept) {
    return counter(
        "early_releases_from_cache_decision",
        "{spans}",
        "Spans that came after the decision on their trace and followed it.",
        Map.of("sampled", kept));
  }

  /** Shows what is held; null before the start and after the end is shown as 0. */
  void show(ToDoubleFunction<String> held) {
    gauge(NAME + "sampling_traces_on_memory", "{traces}", "Undecided traces.", "traces", held);
    gauge(OWN + "pending_spans", "{spans}", "Spans that are held.", "spans", held);
    gauge(OWN + "pending_bytes", "By", "What held spans take.", "bytes", held);
    gauge(OWN + "memory_bytes", "By", "Memory taken outside the heap.", "taken", held);
  }

  private void gauge(
      String name, String unit, String words, String what, ToDoubleFunction<String> held) {
    DoubleSupplier value = () -> held.applyAsDouble(what);
    meter.gauge(name, unit, words, Map.of(), value);
  }

  Counter unreadable() {
    return counter(
        "count_spans_with_unparseable_tracestate",
        "{spans}",
        "Spans whose trace state could not be read, and was left as it is.",
        Map.of());
  }

  void began() {
    newTraces.add(1);
  }

  /** A trace was decided. */
  void decided(Decision decision) {
    switch (decision.outcome()) {
      case KEPT -> sampled.add(1);
      case NOT_SAMPLED -> notSampled.add(1);
      case DROPPED -> dropped.add(1);
      case TOO_LARGE -> {
        notSampled.add(1);
        tooLarge.add(1);
      }
    }
  }

  void settled() {
    early.add(1);
  }

  /** Bytes of notes were let go of, since the storage takes none. */
  void notesLetGo(long bytes) {
    notesLetGo.add(bytes);
  }

  /** A trace was decided since a limit was reached. */
  void evicted() {
    tooEarly.add(1);
  }

  void removed(long ageNanos) {
    removalAge.record(ageNanos / 1e9);
  }

  void timed(long nanos) {
    timer.record(nanos / 1e6);
  }

  /** Spans that came after a decision. */
  void late(Decision decision, long spans, long ageSeconds) {
    (decision.isKept() ? lateKept : lateOthers).add(spans);
    lateAge.record((double) ageSeconds);
  }

  /** Books spans as held, or with a negative number as held no longer. */
  void held(long spans) {
    ledger.held(Signal.TRACES, spans);
  }

  /**
   * Books spans that are held again and were not held in these books; with a negative number, spans
   * that were and stay where they are, because the configuration names another storage or none.
   */
  void recovered(long spans) {
    if (spans == 0) {
      return;
    }
    ledger.held(Signal.TRACES, spans);
    if (spans > 0) {
      ledger.created(Signal.TRACES, "recovered", spans);
    } else {
      lost("left_in_storage", -spans);
    }
  }

  /** Books spans of a trace that is not kept. */
  void out(Decision decision, long spans) {
    if (decision.outcome() == Outcome.TOO_LARGE) {
      lost(decision.policy(), spans);
    } else {
      ledger.sampledOut(Signal.TRACES, decision.policy(), spans);
    }
  }

  /** Says that the running call is refused, and that so many of its spans have not left. */
  void returned(long spans) {
    ledger.returned(Signal.TRACES, spans);
  }

  /** Books spans that are lost. */
  void lost(String reason, long spans) {
    ledger.dropped(Signal.TRACES, reason, spans);
  }
}
