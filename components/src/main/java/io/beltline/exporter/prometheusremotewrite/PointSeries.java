package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.Exponentials;
import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.LabelSet;
import io.beltline.components.prometheus.NativeBuckets;
import io.beltline.components.prometheus.Points;
import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.components.prometheus.Sample;
import io.beltline.components.prometheus.Times;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.DataPointFlags;
import io.beltline.model.otlp.ExemplarView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import java.math.BigDecimal;
import java.util.Arrays;

/** Makes series of the points of a metric. One thread. */
final class PointSeries {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final double MILLIS_PER_SECOND = 1000;
  private static final Times NO_TIMES = new Times(0, 0, 0, 0, 0);

  private final PrometheusRemoteWriteExporterConfig config;
  private final Losses losses;
  private final Points points = new Points(false);
  private final Exemplars exemplars = new Exemplars();
  private SeriesMetadata metadata = new SeriesMetadata("", Kind.UNKNOWN, "", "");

  PointSeries(PrometheusRemoteWriteExporterConfig config, Losses losses) {
    this.config = config;
    this.losses = losses;
  }

  /** Goes on to another metric. */
  void metadata(SeriesMetadata about) {
    metadata = about;
  }

  /** The name of the metric. */
  String name() {
    return metadata.family();
  }

  boolean isStale(int flags) {
    return (flags & DataPointFlags.NO_RECORDED_VALUE_MASK) != 0;
  }

  static long millis(long unixNanos) {
    return unixNanos / NANOS_PER_MILLI;
  }

  /** When counting began; 0 if that is not known or cannot be. */
  private static long start(long startNanos, long timeNanos) {
    return startNanos <= timeNanos ? millis(startNanos) : 0;
  }

  void number(Group group, Known labels, NumberDataPointView point) {
    long time = millis(point.timeUnixNano());
    boolean stale = isStale(point.flags());
    boolean counts = metadata.kind() == Kind.COUNTER;
    double value = stale ? RemoteWrite.STALE : point.hasAsInt() ? point.asInt() : point.asDouble();
    long start = counts && !stale ? start(point.startTimeUnixNano(), point.timeUnixNano()) : 0;
    Series series = group.series(labels, metadata);
    series.add(new FloatSample(time, value, start));
    for (var walk = point.exemplars(); !stale && walk.next(); ) {
      series.add(exemplars.of(walk.item(), time));
    }
    if (counts && !stale) {
      created(group, labels, point.startTimeUnixNano(), time);
    }
  }

  /** Whether there is a bucket for each bound and one more. */
  boolean isWellFormed(HistogramDataPointView point) {
    return points.histogram(point, NO_TIMES) != null;
  }

  void histogram(Group group, Known labels, HistogramDataPointView point) {
    Sample.Histogram sample = points.histogram(point, NO_TIMES);
    if (sample == null) {
      return; // the intake has seen to that
    }
    long time = millis(point.timeUnixNano());
    long start = start(point.startTimeUnixNano(), point.timeUnixNano());
    boolean stale = isStale(point.flags());
    var walk = point.exemplars(new Cursor<>(new ExemplarView()));
    if (config.convertExplicitHistogramsToNhcb()) {
      NativeHistogram custom = NativeHistogram.of(sample, time, start);
      Series series = group.series(labels, metadata);
      series.add(stale ? NativeHistogram.stale(time) : custom);
      while (!stale && walk.next()) {
        series.add(exemplars.of(walk.item(), time));
      }
      if (!config.keepClassicHistograms()) {
        return;
      }
      walk = point.exemplars(new Cursor<>(new ExemplarView()));
    }
    classic(group, labels.labels(), sample, new Moment(time, start, stale), walk);
    created(group, labels, stale ? 0 : point.startTimeUnixNano(), time);
  }

  void exponential(Group group, Known labels, ExponentialHistogramDataPointView point) {
    Sample.Exponential sample = points.exponential(point, NO_TIMES);
    long time = millis(point.timeUnixNano());
    long start = start(point.startTimeUnixNano(), point.timeUnixNano());
    boolean stale = isStale(point.flags());
    var walk = point.exemplars(new Cursor<>(new ExemplarView()));
    if (sample.scale() < NativeBuckets.COARSEST && !stale) {
      losses.converted(name(), sample.scale());
      classic(
          group,
          labels.labels(),
          Exponentials.told(Exponentials.fitted(sample)),
          new Moment(time, start, false),
          walk);
      return;
    }
    Series series = group.series(labels, metadata);
    series.add(stale ? NativeHistogram.stale(time) : NativeHistogram.of(sample, time, start));
    while (!stale && walk.next()) {
      series.add(exemplars.of(walk.item(), time));
    }
  }

  void summary(Group group, Known labels, SummaryDataPointView point) {
    Moment at =
        new Moment(
            millis(point.timeUnixNano()),
            start(point.startTimeUnixNano(), point.timeUnixNano()),
            isStale(point.flags()));
    LabelSet quantiles = labels.named();
    for (var walk = point.quantileValues(); walk.next(); ) {
      String quantile = text(walk.item().quantile());
      add(group, quantiles.with("quantile", quantile), walk.item().value(), at);
    }
    add(group, labels.labels().named(name() + "_sum"), point.sum(), at);
    add(group, labels.labels().named(name() + "_count"), unsigned(point.count()), at);
    created(group, labels, at.stale ? 0 : point.startTimeUnixNano(), at.time);
  }

  /** When a point was taken, when counting began, and whether it says that the series has ended. */
  private record Moment(long time, long start, boolean stale) {}

  private void classic(
      Group group, LabelSet labels, Sample.Histogram sample, Moment at, Cursor<ExemplarView> walk) {
    LabelSet buckets = labels.named(name() + "_bucket");
    double[] bounds = sample.bounds();
    Series[] all = new Series[bounds.length + 1];
    long below = 0;
    for (int i = 0; i < all.length; i++) {
      below += sample.counts()[i];
      boolean last = i == bounds.length || bounds[i] == Double.POSITIVE_INFINITY;
      LabelSet one = buckets.with("le", last ? "+Inf" : text(bounds[i]));
      all[i] = add(group, one, unsigned(last ? sample.count() : below), at);
      if (last) {
        Arrays.fill(all, i, all.length, all[i]);
        break;
      }
    }
    if (sample.hasSum() || at.stale) {
      add(group, labels.named(name() + "_sum"), sample.sum(), at);
    }
    add(group, labels.named(name() + "_count"), unsigned(sample.count()), at);
    while (!at.stale && walk.next()) {
      SeriesExemplar exemplar = exemplars.of(walk.item(), at.time);
      int found = Arrays.binarySearch(bounds, exemplar.value());
      all[found >= 0 ? found : -found - 1].add(exemplar);
    }
  }

  private Series add(Group group, LabelSet labels, double value, Moment at) {
    Series series = group.series(labels, metadata);
    series.add(
        new FloatSample(at.time, at.stale ? RemoteWrite.STALE : value, at.stale ? 0 : at.start));
    return series;
  }

  private void created(Group group, Known labels, long startNanos, long time) {
    if (!config.exportCreatedMetric().enabled() || startNanos == 0) {
      return;
    }
    String family = name();
    String base =
        family.endsWith("_total")
            ? family.substring(0, family.length() - "_total".length())
            : family;
    SeriesMetadata about = new SeriesMetadata(base + "_created", Kind.GAUGE, "", "");
    group
        .series(labels.labels().named(about.family()), about)
        .add(new FloatSample(time, millis(startNanos) / MILLIS_PER_SECOND, 0));
  }

  private static double unsigned(long count) {
    return count >= 0 ? count : 0x1p64 + count;
  }

  /** A bound or quantile without an exponent, as short as it can be read back. */
  private static String text(double value) {
    if (value == Double.POSITIVE_INFINITY || value == Double.NEGATIVE_INFINITY) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value == 0
        ? "0"
        : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
