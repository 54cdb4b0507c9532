package io.beltline.components.prometheus;

import io.beltline.model.otlp.BucketsView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExemplarView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes samples of points. */
public final class Points {
  /** How many exemplars an exponential histogram keeps; the newest stay. */
  public static final int MOST_EXEMPLARS = 10;

  private static final Exemplar[] NO_EXEMPLARS = {};

  private final boolean exemplars;

  /**
   * A maker.
   *
   * @param exemplars whether to keep them
   */
  public Points(boolean exemplars) {
    this.exemplars = exemplars;
  }

  /** A number, with the newest of its exemplars if it is a counter. */
  public Sample.Scalar number(NumberDataPointView point, Times times, Kind kind) {
    Exemplar newest = null;
    if (exemplars && kind == Kind.COUNTER) {
      for (var walk = point.exemplars(new Cursor<>(new ExemplarView())); walk.next(); ) {
        Exemplar next = exemplar(walk.item());
        newest = newest == null || next.time() >= newest.time() ? next : newest;
      }
    }
    return point.hasAsInt()
        ? new Sample.Scalar(times, point.asInt(), point.asInt(), true, newest)
        : new Sample.Scalar(times, point.asDouble(), 0, false, newest);
  }

  /** A histogram, or null if buckets and bounds do not fit. */
  public Sample.@Nullable Histogram histogram(HistogramDataPointView point, Times times) {
    double[] bounds = doubles(point.explicitBounds());
    long[] counts = longs(point.bucketCounts());
    if (counts.length == 0) {
      bounds = new double[0];
      counts = new long[] {point.count()};
    }
    if (counts.length != bounds.length + 1 || !isAscending(bounds)) {
      return null;
    }
    double sum = point.hasSum() ? point.sum() : 0;
    return new Sample.Histogram(
        times, bounds, counts, point.count(), sum, point.hasSum(), exemplars(point, bounds));
  }

  /** An exponential histogram at the scale it has. */
  public Sample.Exponential exponential(ExponentialHistogramDataPointView point, Times times) {
    return new Sample.Exponential(
        times,
        point.scale(),
        point.zeroCount(),
        point.zeroThreshold(),
        buckets(point.positive()),
        buckets(point.negative()),
        point.count(),
        point.hasSum() ? point.sum() : 0,
        point.hasSum(),
        exemplars ? newest(point) : List.of());
  }

  private static List<Exemplar> newest(ExponentialHistogramDataPointView point) {
    List<Exemplar> all = new ArrayList<>();
    for (var walk = point.exemplars(new Cursor<>(new ExemplarView())); walk.next(); ) {
      all.add(exemplar(walk.item()));
    }
    return newest(all);
  }

  /** The newest of some exemplars, in order of time. */
  static List<Exemplar> newest(List<Exemplar> all) {
    List<Exemplar> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingLong(Exemplar::time));
    return List.copyOf(sorted.subList(Math.max(0, all.size() - MOST_EXEMPLARS), all.size()));
  }

  /** A summary. */
  public Sample.Summary summary(SummaryDataPointView point, Times times) {
    var walk = point.quantileValues();
    double[] quantiles = new double[walk.remaining()];
    double[] values = new double[quantiles.length];
    for (int i = 0; walk.next(); i++) {
      quantiles[i] = walk.item().quantile();
      values[i] = walk.item().value();
    }
    return new Sample.Summary(times, quantiles, values, point.count(), point.sum());
  }

  private @Nullable Exemplar[] exemplars(HistogramDataPointView point, double[] bounds) {
    if (!exemplars) {
      return NO_EXEMPLARS;
    }
    List<Exemplar> all = new ArrayList<>(0);
    for (var walk = point.exemplars(new Cursor<>(new ExemplarView())); walk.next(); ) {
      all.add(exemplar(walk.item()));
    }
    return byBucket(all, bounds);
  }

  /** The newest exemplar of each bucket; none at all if there are no exemplars. */
  static @Nullable Exemplar[] byBucket(List<Exemplar> exemplars, double[] bounds) {
    if (exemplars.isEmpty()) {
      return NO_EXEMPLARS;
    }
    @Nullable Exemplar[] all = new @Nullable Exemplar[bounds.length + 1];
    for (Exemplar next : exemplars) {
      int found = Arrays.binarySearch(bounds, next.value());
      int bucket = found >= 0 ? found : -found - 1;
      Exemplar known = all[bucket];
      if (known == null || next.time() >= known.time()) {
        all[bucket] = next;
      }
    }
    return all;
  }

  private static Exemplar exemplar(ExemplarView view) {
    return new Exemplar(
        view.traceId().isZero() ? "" : view.traceId().hex(),
        view.spanId().isZero() ? "" : view.spanId().hex(),
        view.hasAsInt() ? view.asInt() : view.asDouble(),
        view.timeUnixNano());
  }

  private static Buckets buckets(BucketsView view) {
    return new Buckets(view.offset(), longs(view.bucketCounts()));
  }

  private static boolean isAscending(double[] bounds) {
    for (int i = 1; i < bounds.length; i++) {
      if (!(bounds[i] > bounds[i - 1])) {
        return false;
      }
    }
    return bounds.length == 0 || !Double.isNaN(bounds[0]);
  }

  private static long[] longs(NumberCursor walk) {
    long[] all = new long[walk.remaining()];
    for (int i = 0; walk.next(); i++) {
      all[i] = walk.asLong();
    }
    return all;
  }

  private static double[] doubles(NumberCursor walk) {
    double[] all = new double[walk.remaining()];
    for (int i = 0; walk.next(); i++) {
      all[i] = walk.asDouble();
    }
    return all;
  }
}
