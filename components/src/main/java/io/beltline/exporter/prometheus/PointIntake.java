package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.Exponentials;
import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Labels;
import io.beltline.components.prometheus.NativeBuckets;
import io.beltline.components.prometheus.Points;
import io.beltline.components.prometheus.ResourceLabels.Target;
import io.beltline.components.prometheus.Sample;
import io.beltline.components.prometheus.Times;
import io.beltline.components.prometheus.Translation;
import io.beltline.exporter.prometheus.Losses.Reason;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.DataPointFlags;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Brings the points of metrics into their series. Used by one thread for one request. */
final class PointIntake {
  private final Translation translation;
  private final Store store;
  private final Losses losses;
  private final long now;
  private final Points points = new Points(true);
  private SortedMap<String, String> fixed = new TreeMap<>();
  private Target target = new Target(fixed, fixed, fixed, 0);
  private Family family = new Family("", Kind.UNKNOWN, "", 0);
  private boolean delta;
  private long rejected;
  private long taken;

  PointIntake(Translation translation, Store store, Losses losses, long now) {
    this.translation = translation;
    this.store = store;
    this.losses = losses;
    this.now = now;
  }

  /**
   * Says whose points come.
   *
   * @param labels those that all their series have, beside the target's on each series
   */
  void of(Target whose, SortedMap<String, String> labels) {
    target = whose;
    fixed = labels;
  }

  /**
   * Says whose series the points belong to.
   *
   * @param areDeltas whether they tell of their intervals alone
   */
  void into(Family where, boolean areDeltas) {
    family = where;
    delta = areDeltas;
  }

  /** How many points have become part of a series. */
  long taken() {
    return taken;
  }

  /** How many points could not be taken. */
  long rejected() {
    return rejected;
  }

  /** Counts points that cannot be taken. */
  void lost(Reason reason, long count, String metric) {
    losses.add(reason, count, metric);
    rejected += count;
  }

  /** Takes the points of a gauge or a sum. */
  void numbers(Cursor<NumberDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      String labels = labels(point.attributes(), "");
      if (ends(labels, point.flags())) {
        continue;
      }
      if (!point.hasAsInt() && !point.hasAsDouble()) {
        lost(Reason.NO_VALUE, 1, family.name());
        continue;
      }
      Sample.Scalar next =
          points.number(
              point, times(point.startTimeUnixNano(), point.timeUnixNano()), family.kind());
      put(
          labels,
          point.startTimeUnixNano(),
          next,
          before -> delta ? Accumulation.plus(before, next) : Accumulation.replace(before, next));
    }
  }

  /** Takes the points of a histogram. */
  void histograms(Cursor<HistogramDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      String labels = labels(point.attributes(), "le");
      if (ends(labels, point.flags())) {
        continue;
      }
      Sample.Histogram next =
          points.histogram(point, times(point.startTimeUnixNano(), point.timeUnixNano()));
      if (next == null) {
        lost(Reason.MALFORMED, 1, family.name());
        continue;
      }
      put(
          labels,
          point.startTimeUnixNano(),
          next,
          before -> delta ? Accumulation.plus(before, next) : Accumulation.replace(before, next));
    }
  }

  /** Takes the points of an exponential histogram. */
  void exponentials(Cursor<ExponentialHistogramDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      String labels = labels(point.attributes(), "le");
      if (ends(labels, point.flags())) {
        continue;
      }
      Sample.Exponential next =
          Exponentials.fitted(
              points.exponential(point, times(point.startTimeUnixNano(), point.timeUnixNano())));
      if (next.scale() < NativeBuckets.COARSEST) {
        losses.converted(family.name(), next.scale());
      }
      put(
          labels,
          point.startTimeUnixNano(),
          next,
          before -> delta ? Accumulation.plus(before, next) : Accumulation.replace(before, next));
    }
  }

  /** Takes the points of a summary. */
  void summaries(Cursor<SummaryDataPointView> walk) {
    while (walk.next()) {
      var point = walk.item();
      String labels = labels(point.attributes(), "quantile");
      if (ends(labels, point.flags())) {
        continue;
      }
      Sample.Summary next =
          points.summary(point, times(point.startTimeUnixNano(), point.timeUnixNano()));
      put(labels, point.startTimeUnixNano(), next, before -> next);
    }
  }

  private void put(String labels, long start, Sample next, UnaryOperator<@Nullable Sample> change) {
    Accumulation.Order[] order = {Accumulation.Order.NEXT};
    boolean[] foreign = {false};
    boolean hasRoom =
        store.update(
            family,
            labels,
            before -> {
              order[0] = Accumulation.order(before, start, next.times().time(), delta);
              foreign[0] = before != null && before.times().source() != target.hash();
              return order[0] == Accumulation.Order.NEXT ? change.apply(before) : before;
            });
    if (!hasRoom) {
      lost(Reason.NO_ROOM, 1, family.name());
      return;
    }
    switch (order[0]) {
      case NEXT -> taken++;
      case LATE -> losses.add(Reason.LATE, 1, family.name());
      case OVERLAPPING -> lost(Reason.OVERLAPPING, 1, family.name());
    }
    if (foreign[0]) {
      losses.collision(family.name(), labels);
    }
  }

  /** Whether a point says that its series has ended, which is not shown any more then. */
  private boolean ends(String labels, int flags) {
    boolean gone = (flags & DataPointFlags.NO_RECORDED_VALUE_MASK) != 0;
    if (gone) {
      store.remove(family, labels);
    }
    return gone;
  }

  private Times times(long start, long time) {
    return new Times(start <= time ? start : 0, time, start, now, target.hash());
  }

  private String labels(AttributesView attributes, String reserved) {
    TreeMap<String, String> all = new TreeMap<>();
    while (attributes.next()) {
      all.put(attributes.item().key(), attributes.item().value().asString());
    }
    all.putAll(target.onSeries());
    return Labels.text(Labels.of(translation, fixed, reserved, all));
  }
}
