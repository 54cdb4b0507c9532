package io.beltline.processor.cumulativetodelta;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.series.NumberValue;
import io.beltline.components.series.PointValue;
import io.beltline.components.series.Points;
import io.beltline.components.series.SeriesChanges;
import io.beltline.components.series.SeriesId;
import io.beltline.components.series.SeriesPoint;
import io.beltline.components.series.SeriesWalk;
import io.beltline.components.series.Tally;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;

/**
 * Makes the points of one request what was added since the points before. A point with another
 * start is of another series: it does not go on with the one before. One thread.
 */
final class DeltaConversion implements SeriesWalk.Visitor {
  private final MetricChoice choice;
  private final InitialValue initial;
  private final SeriesChanges<SeriesPoint> series;
  private final Tally<Outcome> tally;

  DeltaConversion(
      MetricChoice choice,
      InitialValue initial,
      SeriesChanges<SeriesPoint> series,
      Tally<Outcome> tally) {
    this.choice = choice;
    this.initial = initial;
    this.series = series;
    this.tally = tally;
  }

  @Override
  public boolean enters(MetricsEditor editor) {
    int type = editor.dataCase();
    if (!Points.haveTemporality(editor)
        || !choice.takes(type)
        || (choice.asksNames() && !choice.takes(editor.metric().name()))
        || editor.data().aggregationTemporality() != MetricHead.CUMULATIVE
        || (type == MetricView.SUM && !editor.data().isMonotonic())) {
      return false;
    }
    editor.data().aggregationTemporality(MetricHead.DELTA);
    return true;
  }

  @Override
  public boolean keeps(MetricsEditor editor, SeriesId id) {
    if (Points.lackValue(editor)) {
      return count(editor, Outcome.NO_RECORDED_VALUE);
    }
    PointValue value = PointValue.of(editor);
    if (value instanceof NumberValue number && Double.isNaN(number.asDouble())) {
      return true; // says that there is no value, too
    }
    long start = Points.start(editor);
    SeriesPoint now = new SeriesPoint(start, Points.time(editor), value);
    return count(editor, convert(editor, id.with(start), now));
  }

  private boolean count(MetricsEditor editor, Outcome outcome) {
    tally.add(editor.dataCase(), outcome);
    return outcome == Outcome.CONVERTED;
  }

  private Outcome convert(MetricsEditor editor, SeriesId id, SeriesPoint now) {
    SeriesPoint before = series.get(id);
    if (before != null && now.time() <= before.time() && now.time() != 0) {
      return Outcome.OUT_OF_ORDER;
    }
    if (!series.put(id, now)) {
      return Outcome.LIMIT;
    }
    if (before == null) {
      return first(editor, id, now);
    }
    if (!now.value().fits(before.value())) {
      return Outcome.BUCKET_MISMATCH;
    }
    PointValue delta = now.value().minus(before.value());
    if (delta == null) {
      return Outcome.RESET;
    }
    Points.start(editor, before.time());
    delta.writeTo(editor);
    return Outcome.CONVERTED;
  }

  private Outcome first(MetricsEditor editor, SeriesId id, SeriesPoint now) {
    if (initial == InitialValue.AUTO && series.isForgotten(id)) {
      return Outcome.FORGOTTEN;
    }
    boolean kept =
        switch (initial) {
          case AUTO -> now.start() >= series.since() && now.start() != now.time();
          case KEEP -> true;
          case DROP -> false;
        };
    if (!kept) {
      return Outcome.INITIAL;
    }
    now.value().withoutRange().writeTo(editor);
    return Outcome.CONVERTED;
  }
}
