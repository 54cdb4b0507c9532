package io.beltline.processor.cardinalityguard;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.series.NumberValue;
import io.beltline.components.series.PointValue;
import io.beltline.components.series.Points;
import io.beltline.components.series.SeriesId;
import io.beltline.components.series.SeriesWalk;
import io.beltline.components.series.Tally;
import io.beltline.model.Metrics;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.processor.cardinalityguard.MetricSeries.Last;
import io.beltline.processor.cardinalityguard.MetricSeries.Total;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the points of one request, which stay and what the others add up to, and then writes
 * that. What the others add up to is known when the last of them was seen, therefore two walks; the
 * second only where there are such. One thread.
 */
final class Guard implements SeriesWalk.Visitor {
  private final CardinalityGuardConfig config;
  private final KnownSeries known;
  private final long now;
  private final Tally<Outcome> tally = new Tally<>(Outcome.class);
  private final List<String> crowded = new ArrayList<>();
  private final Map<SeriesId, Overflow> overflows = new HashMap<>();

  /** Of each point in the order of the walk. */
  private final List<Fate> fates = new ArrayList<>();

  private boolean edits;
  private @Nullable MetricSeries series;
  private SeriesId metric = new SeriesId(0, 0);
  private long limit;
  private String name = "";

  /**
   * What is done with a point.
   *
   * @param outcome what becomes of it
   * @param into what it is added to, null if nothing
   */
  private record Fate(Outcome outcome, @Nullable Overflow into) {
    static final Fate KEPT = new Fate(Outcome.KEPT, null);
    static final Fate UNGUARDED = new Fate(Outcome.UNGUARDED, null);
    static final Fate FULL = new Fate(Outcome.FULL, null);
    static final Fate UNLIKE = new Fate(Outcome.UNLIKE, null);

    /** It says that a series ends, which has no place. */
    static final Fate ENDED = new Fate(Outcome.MERGED, null);

    boolean passes() {
      return outcome == Outcome.KEPT || outcome == Outcome.UNGUARDED;
    }
  }

  Guard(CardinalityGuardConfig config, KnownSeries known, long now) {
    this.config = config;
    this.known = known;
    this.now = now;
  }

  @Override
  public boolean enters(MetricsEditor editor) {
    return editor.dataCase() != 0;
  }

  @Override
  public void entered(SeriesId id) {
    metric = id;
  }

  /** The metrics as they go on. */
  Metrics guard(Metrics metrics) {
    SeriesWalk.walk(metrics, this);
    return edits ? written(metrics) : metrics;
  }

  Tally<Outcome> tally() {
    return tally;
  }

  /** The names of metrics that have too many series for the first time. */
  List<String> crowded() {
    return crowded;
  }

  @Override
  public boolean keeps(MetricsEditor editor, SeriesId id) {
    turnTo(editor.metric().name());
    MetricSeries current = series;
    Fate fate = current == null ? Fate.UNGUARDED : fate(current, editor, id);
    fates.add(fate);
    tally.add(editor.dataCase(), fate.outcome);
    return true;
  }

  private Fate fate(MetricSeries current, MetricsEditor editor, SeriesId id) {
    if (!Overflow.isMarked(editor) && current.admits(id, limit, now)) {
      return Fate.KEPT;
    }
    edits = true;
    if (current.tells()) {
      crowded.add(name);
    }
    return further(current, editor, id);
  }

  private void turnTo(String current) {
    if (fates.isEmpty() || !current.equals(name)) {
      name = current;
      series = known.of(current, now);
      limit = config.limitOf(current);
    }
  }

  private Fate further(MetricSeries current, MetricsEditor editor, SeriesId id) {
    if (Points.lackValue(editor)) {
      return Fate.ENDED;
    }
    boolean hasTemporality = Points.haveTemporality(editor);
    if (editor.dataCase() == MetricView.SUMMARY
        || (hasTemporality && editor.data().aggregationTemporality() == MetricHead.CUMULATIVE)) {
      return cumulative(current, editor, id);
    }
    return hasTemporality ? delta(editor) : gauge(editor);
  }

  /** Of gauges the latest stays: nobody knows whether they can be added. */
  private Fate gauge(MetricsEditor editor) {
    long time = Points.time(editor);
    Overflow before = overflows.get(metric);
    if (before != null && before.time() > time) {
      return new Fate(Outcome.MERGED, before);
    }
    return taken(before, Points.start(editor), time, PointValue.of(editor));
  }

  private Fate delta(MetricsEditor editor) {
    PointValue value = PointValue.of(editor);
    Overflow before = overflows.get(metric);
    if (before != null && !before.value().fits(value)) {
      return Fate.UNLIKE;
    }
    PointValue sum = before == null ? value : before.value().plus(value);
    return taken(before, Points.start(editor), Points.time(editor), sum);
  }

  private Fate cumulative(MetricSeries current, MetricsEditor editor, SeriesId id) {
    PointValue value = PointValue.of(editor);
    long time = Points.time(editor);
    Last last = current.last(id);
    if (last == null && !known.hasRoom(now)) {
      return Fate.FULL;
    }
    Total total = current.total(metric);
    boolean rebuilt = last != null && !last.value().fits(value);
    if (total != null && !total.value().fits(value) && !rebuilt) {
      return Fate.UNLIKE;
    }
    if (last == null || time > last.time()) {
      total = grown(editor, total, last, value);
      known.remember(current, id, new Last(metric, value, time, now));
      current.total(metric, total);
    } else if (total == null) {
      return Fate.ENDED; // older than what is known, of a total that is gone
    }
    return taken(overflows.get(metric), total.start(), time, total.value());
  }

  private Total grown(
      MetricsEditor editor, @Nullable Total before, @Nullable Last last, PointValue value) {
    long start = Points.start(editor);
    int one = last == null ? 1 : 0;
    if (before == null) {
      return new Total(start, value.withoutRange(), 1);
    }
    if (!before.value().fits(value)) { // it has other buckets now: the total begins anew
      return new Total(start, value.withoutRange(), before.series() + one);
    }
    PointValue sum = before.value().plus(added(editor, last, value).withoutRange());
    return new Total(Overflow.earlier(before.start(), start), sum, before.series() + one);
  }

  /** What came since the last value; if it fell, the series began anew. */
  private static PointValue added(MetricsEditor editor, @Nullable Last last, PointValue value) {
    if (last == null || !last.value().fits(value)) {
      return value;
    }
    if (value instanceof NumberValue number
        && editor.dataCase() == MetricView.SUM
        && !editor.data().isMonotonic()) {
      NumberValue before = (NumberValue) last.value();
      return number.isInt() && before.isInt()
          ? NumberValue.of(number.bits() - before.bits())
          : NumberValue.of(number.asDouble() - before.asDouble());
    }
    PointValue added = value.minus(last.value());
    return added == null ? value : added;
  }

  private Fate taken(@Nullable Overflow before, long start, long time, PointValue value) {
    Overflow overflow = before;
    if (overflow == null) {
      overflow = new Overflow(start, time, value);
      overflows.put(metric, overflow);
    } else {
      overflow.take(start, time, value);
    }
    return new Fate(Outcome.MERGED, overflow);
  }

  private Metrics written(Metrics metrics) {
    MetricsEditor editor = new MetricsEditor(metrics);
    int next = 0;
    while (editor.nextResource()) {
      while (editor.nextScope()) {
        while (editor.nextMetric()) {
          if (enters(editor)) {
            while (editor.nextPoint()) {
              Fate fate = fates.get(next++);
              if (!fate.passes() && (fate.into == null || !fate.into.write(editor))) {
                editor.removePoint();
              }
            }
          }
        }
      }
    }
    return editor.finish();
  }
}
