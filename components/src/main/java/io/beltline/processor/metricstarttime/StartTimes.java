package io.beltline.processor.metricstarttime;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.series.PointValue;
import io.beltline.components.series.Points;
import io.beltline.components.series.SeriesChanges;
import io.beltline.components.series.SeriesId;
import io.beltline.components.series.SeriesWalk;
import io.beltline.components.series.Tally;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Says where the cumulative points of one request begin that do not say it. One thread. */
final class StartTimes implements SeriesWalk.Visitor {
  private static final long MILLISECOND = 1_000_000;

  /** What a process says of its start may differ by rounding from one time to the other. */
  private static final long TOLERANCE = 1_000_000_000;

  private final Strategy strategy;
  private final ProcessStarts processes;
  private final long collectorStart;
  private final SeriesChanges<KnownStart> series;
  private final Tally<Outcome> tally;

  /**
   * Whether values of the current metric only grow; others neither begin anew nor are subtracted.
   */
  private boolean growing;

  /** When the process of the current resource says that it has started. */
  private OptionalLong own = OptionalLong.empty();

  /**
   * For one request.
   *
   * @param processes what its processes say of their starts, for the strategy that asks for it
   * @param collectorStart what counts if it does not
   */
  StartTimes(
      Strategy strategy,
      ProcessStarts processes,
      long collectorStart,
      SeriesChanges<KnownStart> series,
      Tally<Outcome> tally) {
    this.strategy = strategy;
    this.processes = processes;
    this.collectorStart = collectorStart;
    this.series = series;
    this.tally = tally;
  }

  @Override
  public boolean enters(MetricsEditor editor) {
    own = processes.of(editor);
    growing = editor.dataCase() != MetricView.SUM || editor.data().isMonotonic();
    return editor.dataCase() == MetricView.SUMMARY
        || (Points.haveTemporality(editor)
            && editor.data().aggregationTemporality() == MetricHead.CUMULATIVE);
  }

  @Override
  public boolean keeps(MetricsEditor editor, SeriesId id) {
    long start = Points.start(editor);
    long time = Points.time(editor);
    if (start != 0 && start != time) {
      return true; // it says it
    }
    KnownStart known = series.get(id);
    if (Points.lackValue(editor)) {
      if (known != null) {
        Points.start(editor, Math.min(known.start(), time));
      }
      return true;
    }
    PointValue value = PointValue.of(editor);
    Outcome outcome =
        known == null
            ? first(editor, id, time, value)
            : time <= known.time()
                ? late(editor, known, time, value)
                : next(editor, id, known, time, value);
    tally.add(editor.dataCase(), outcome);
    return outcome.isKept();
  }

  private Outcome first(MetricsEditor editor, SeriesId id, long time, PointValue value) {
    boolean subtracting = growing && strategy == Strategy.SUBTRACT_INITIAL_POINT;
    boolean asking = strategy == Strategy.START_TIME_METRIC;
    OptionalLong process = own.isPresent() ? own : processes.first();
    long said = asking ? process.orElse(collectorStart) : time;
    long start = Math.min(said, time);
    boolean guessed = asking && process.isEmpty();
    PointValue zero = subtracting ? value : null;
    if (!series.put(id, new KnownStart(start, time, value, zero, guessed, said))) {
      return subtracting ? Outcome.LIMIT : Outcome.UNTRACKED;
    }
    if (subtracting) {
      return Outcome.INITIAL;
    }
    Points.start(editor, start);
    return Outcome.SET;
  }

  private Outcome next(
      MetricsEditor editor, SeriesId id, KnownStart before, long time, PointValue value) {
    boolean possible = own.isPresent() && own.getAsLong() <= time;
    long process = own.orElse(0);
    KnownStart known = possible && before.guessed() ? before.begunAt(process) : before;
    boolean behind = possible && process > known.time();
    // clocks are set while processes run, which moves what they say of the past
    boolean anew = behind && process > known.said() + TOLERANCE;
    boolean reset = growing && (anew || known.isResetBy(value));
    PointValue rest = reset ? null : rest(known, value);
    if (rest == null) {
      long start = behind ? process : Math.max(time - MILLISECOND, 0);
      series.put(id, new KnownStart(start, time, value, null, false, own.orElse(start)));
      Points.start(editor, start);
      return Outcome.RESET;
    }
    series.put(id, known.next(time, value));
    return set(editor, known, value, rest);
  }

  /** A point that was overtaken, or comes again, is no new beginning. */
  private static Outcome late(MetricsEditor editor, KnownStart known, long time, PointValue value) {
    PointValue rest = rest(known, value);
    boolean before = time < known.start() || (known.subtracted() != null && time == known.start());
    return before || rest == null ? Outcome.OUT_OF_ORDER : set(editor, known, value, rest);
  }

  /** What is left of a value when the first one is subtracted; null if it is less. */
  private static @Nullable PointValue rest(KnownStart known, PointValue value) {
    PointValue zero = known.subtracted();
    if (zero == null) {
      return value;
    }
    return value.fits(zero) ? value.minus(zero) : null;
  }

  @SuppressWarnings("ReferenceEquality") // the same value or another
  private static Outcome set(
      MetricsEditor editor, KnownStart known, PointValue value, PointValue rest) {
    Points.start(editor, known.start());
    if (rest != value) {
      rest.writeTo(editor);
    }
    return Outcome.SET;
  }
}
