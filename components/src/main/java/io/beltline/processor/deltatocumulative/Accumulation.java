package io.beltline.processor.deltatocumulative;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.series.NumberValue;
import io.beltline.components.series.PointValue;
import io.beltline.components.series.Points;
import io.beltline.components.series.SeriesChanges;
import io.beltline.components.series.SeriesId;
import io.beltline.components.series.SeriesPoint;
import io.beltline.components.series.SeriesWalk;
import io.beltline.components.series.Tally;
import io.beltline.model.otlp.MetricsEditor;

/** Makes the points of one request the sums of all of their series so far. One thread. */
final class Accumulation implements SeriesWalk.Visitor {
  private final SeriesChanges<SeriesPoint> series;
  private final Tally<Outcome> tally;

  Accumulation(SeriesChanges<SeriesPoint> series, Tally<Outcome> tally) {
    this.series = series;
    this.tally = tally;
  }

  @Override
  public boolean enters(MetricsEditor editor) {
    if (!Points.haveTemporality(editor)
        || editor.data().aggregationTemporality() != MetricHead.DELTA) {
      return false;
    }
    editor.data().aggregationTemporality(MetricHead.CUMULATIVE);
    return true;
  }

  @Override
  public boolean keeps(MetricsEditor editor, SeriesId id) {
    SeriesPoint before = series.get(id);
    PointValue value = PointValue.of(editor);
    if (Points.lackValue(editor)
        || (value instanceof NumberValue number && Double.isNaN(number.asDouble()))) {
      if (before != null) {
        Points.start(editor, Math.min(before.start(), Points.time(editor)));
      }
      return count(editor, Outcome.ADDED);
    }
    SeriesPoint now = new SeriesPoint(Points.start(editor), Points.time(editor), value);
    return count(editor, before == null ? begin(id, now) : add(editor, id, before, now));
  }

  private boolean count(MetricsEditor editor, Outcome outcome) {
    tally.add(editor.dataCase(), outcome);
    return outcome == Outcome.ADDED;
  }

  private Outcome begin(SeriesId id, SeriesPoint now) {
    return series.put(id, now) ? Outcome.ADDED : Outcome.LIMIT;
  }

  private Outcome add(MetricsEditor editor, SeriesId id, SeriesPoint before, SeriesPoint now) {
    if (now.start() < before.start()) {
      return Outcome.OLDER_START;
    }
    if (now.time() <= before.time()) {
      return Outcome.OUT_OF_ORDER;
    }
    if (!before.value().fits(now.value())) {
      return begin(id, now); // other buckets: it begins anew
    }
    PointValue sum = before.value().plus(now.value());
    series.put(id, new SeriesPoint(before.start(), now.time(), sum));
    Points.start(editor, before.start());
    sum.writeTo(editor);
    return Outcome.ADDED;
  }
}
