package io.beltline.components.prometheus;

import io.beltline.components.prometheus.Sample.Exponential;
import io.beltline.components.prometheus.Sample.Histogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds exponential histograms, and tells them as histograms with bounds. */
public final class Exponentials {
  /** As many as the SDKs keep by default: what is added up must not grow without need. */
  private static final int MOST_ADDED = 160;

  /** What came whole: ten powers of two at the finest resolution Prometheus knows. */
  private static final int MOST_KEPT = 2560;

  /** Each bucket told is a series in Prometheus. */
  private static final int MOST_TOLD = 40;

  private Exponentials() {}

  /** The same with no more buckets on a side than are kept. */
  public static Exponential fitted(Exponential sample) {
    Buckets positive = sample.positive().trimmed();
    Buckets negative = sample.negative().trimmed();
    return coarser(sample, positive, negative, steps(positive, negative, MOST_KEPT));
  }

  /** The sum of both. */
  public static Exponential plus(Exponential before, Exponential more) {
    int scale = Math.min(before.scale(), more.scale());
    Exponential a = coarser(before, before.positive(), before.negative(), before.scale() - scale);
    Exponential b = coarser(more, more.positive(), more.negative(), more.scale() - scale);
    int steps =
        Math.max(
            Buckets.stepsToFit(a.positive(), b.positive(), MOST_ADDED),
            Buckets.stepsToFit(a.negative(), b.negative(), MOST_ADDED));
    return new Exponential(
        more.times().since(before.times()),
        scale - steps,
        a.zeroCount() + b.zeroCount(),
        Math.max(a.zeroThreshold(), b.zeroThreshold()),
        a.positive().coarser(steps).plus(b.positive().coarser(steps)),
        a.negative().coarser(steps).plus(b.negative().coarser(steps)),
        a.count() + b.count(),
        a.sum() + b.sum(),
        a.hasSum() && b.hasSum(),
        exemplars(before, more));
  }

  /** The exemplars of both. */
  private static List<Exemplar> exemplars(Exponential before, Exponential more) {
    if (before.exemplars().isEmpty() || more.exemplars().isEmpty()) {
      return more.exemplars().isEmpty() ? before.exemplars() : more.exemplars();
    }
    List<Exemplar> all = new ArrayList<>(before.exemplars());
    all.addAll(more.exemplars());
    return Points.newest(all);
  }

  /** A histogram that replaces another; exemplars stay until others come. */
  public static Exponential replace(Exponential before, Exponential next) {
    return next.exemplars().isEmpty() && !before.exemplars().isEmpty()
        ? new Exponential(
            next.times(),
            next.scale(),
            next.zeroCount(),
            next.zeroThreshold(),
            next.positive(),
            next.negative(),
            next.count(),
            next.sum(),
            next.hasSum(),
            before.exemplars())
        : next;
  }

  /** The same as a histogram with bounds. */
  public static Histogram told(Exponential sample) {
    Exponential few =
        coarser(
            sample,
            sample.positive(),
            sample.negative(),
            steps(sample.positive(), sample.negative(), MOST_TOLD));
    Buckets negative = few.negative();
    Buckets positive = few.positive();
    int most = negative.counts().length + positive.counts().length + 3;
    double[] bounds = new double[most];
    long[] counts = new long[most + 1];
    int n = 0;
    for (int i = negative.counts().length - 1; i >= 0; i--) {
      counts[n] = negative.counts()[i];
      bounds[n++] = -bound(few.scale(), (long) negative.offset() + i);
    }
    if (few.zeroCount() > 0 || n > 0) {
      counts[n] = few.zeroCount();
      bounds[n++] = Math.max(0, few.zeroThreshold());
    }
    if (!positive.isEmpty()) {
      double low = bound(few.scale(), positive.offset());
      if (n == 0 || low > bounds[n - 1]) {
        bounds[n++] = low;
      }
    }
    for (int i = 0; i < positive.counts().length; i++) {
      double upper = bound(few.scale(), (long) positive.offset() + i + 1);
      if (Double.isInfinite(upper) || (n > 0 && upper <= bounds[n - 1])) {
        counts[Double.isInfinite(upper) ? n : n - 1] += positive.counts()[i];
        continue;
      }
      counts[n] = positive.counts()[i];
      bounds[n++] = upper;
    }
    double[] told = Arrays.copyOf(bounds, n);
    return new Histogram(
        few.times(),
        told,
        Arrays.copyOf(counts, n + 1),
        few.count(),
        few.sum(),
        few.hasSum(),
        Points.byBucket(few.exemplars(), told));
  }

  private static double bound(int scale, long index) {
    return Math.pow(2, Math.scalb((double) index, -scale));
  }

  private static int steps(Buckets positive, Buckets negative, int most) {
    return Math.max(
        Buckets.stepsToFit(positive, Buckets.NONE, most),
        Buckets.stepsToFit(negative, Buckets.NONE, most));
  }

  private static Exponential coarser(
      Exponential sample, Buckets positive, Buckets negative, int steps) {
    return new Exponential(
        sample.times(),
        sample.scale() - steps,
        sample.zeroCount(),
        sample.zeroThreshold(),
        positive.coarser(steps),
        negative.coarser(steps),
        sample.count(),
        sample.sum(),
        sample.hasSum(),
        sample.exemplars());
  }
}
