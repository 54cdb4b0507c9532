package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.Exemplar;
import io.beltline.components.prometheus.Exponentials;
import io.beltline.components.prometheus.Sample;
import io.beltline.components.prometheus.Sample.Exponential;
import io.beltline.components.prometheus.Sample.Histogram;
import io.beltline.components.prometheus.Sample.Scalar;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a series when a point comes. Stateless.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-specification/blob/main/specification/compatibility/prometheus_and_openmetrics.md#sums">delta
 *     points</a>
 */
final class Accumulation {

  /** How a point stands to what is known. */
  enum Order {
    /** It follows, or is the first. */
    NEXT,
    /** It is older than what is known, or is the last delta again. */
    LATE,
    /** It tells of a time of which a part is known already, but for a repetition of the last. */
    OVERLAPPING
  }

  private Accumulation() {}

  /**
   * Judges a point by its times.
   *
   * @param before what is known, or null
   * @param start where the point's interval starts, Unix nanoseconds, 0 if not known
   * @param time where it ends, 0 if not known
   * @param delta whether the point tells of its interval alone
   */
  static Order order(@Nullable Sample before, long start, long time, boolean delta) {
    if (before == null || time == 0 || before.times().time() == 0) {
      return Order.NEXT;
    }
    long known = before.times().time();
    if (!delta) {
      return time < known ? Order.LATE : Order.NEXT;
    }
    if (start == 0) {
      return Order.NEXT; // nothing says that it is counted already
    }
    if (time == known && start == before.times().last()) {
      return Order.LATE;
    }
    return start >= known ? Order.NEXT : Order.OVERLAPPING;
  }

  /** A number after a further delta; an integer as long as it fits. */
  static Scalar plus(@Nullable Sample before, Scalar more) {
    if (!(before instanceof Scalar known)) {
      return more;
    }
    Exemplar exemplar = more.exemplar() == null ? known.exemplar() : more.exemplar();
    long whole = known.whole() + more.whole();
    boolean fits = ((known.whole() ^ whole) & (more.whole() ^ whole)) >= 0;
    boolean isWhole = known.isWhole() && more.isWhole() && fits;
    double real = isWhole ? whole : known.real() + more.real();
    return new Scalar(
        more.times().since(known.times()), real, isWhole ? whole : 0, isWhole, exemplar);
  }

  /** A number that replaces another; an exemplar stays until the next comes. */
  static Scalar replace(@Nullable Sample before, Scalar next) {
    return next.exemplar() == null && before instanceof Scalar known && known.exemplar() != null
        ? new Scalar(next.times(), next.real(), next.whole(), next.isWhole(), known.exemplar())
        : next;
  }

  /** A histogram after a further delta; one with other bounds begins anew. */
  static Histogram plus(@Nullable Sample before, Histogram more) {
    if (!(before instanceof Histogram known)
        || !Arrays.equals(known.bounds(), more.bounds())
        || known.counts().length != more.counts().length) {
      return more;
    }
    long[] counts = more.counts().clone();
    Arrays.setAll(counts, i -> counts[i] + known.counts()[i]);
    return new Histogram(
        more.times().since(known.times()),
        known.bounds(),
        counts,
        known.count() + more.count(),
        known.sum() + more.sum(),
        known.hasSum() && more.hasSum(),
        exemplars(known, more));
  }

  /** A histogram that replaces another; exemplars stay until others come. */
  static Histogram replace(@Nullable Sample before, Histogram next) {
    if (!(before instanceof Histogram known) || !Arrays.equals(known.bounds(), next.bounds())) {
      return next;
    }
    return new Histogram(
        next.times(),
        known.bounds(),
        next.counts(),
        next.count(),
        next.sum(),
        next.hasSum(),
        exemplars(known, next));
  }

  /** An exponential histogram after a further delta. */
  static Exponential plus(@Nullable Sample before, Exponential more) {
    return before instanceof Exponential known
        ? Exponentials.plus(known, more)
        : Exponentials.fitted(more);
  }

  /** An exponential histogram that replaces another; exemplars stay until others come. */
  static Exponential replace(@Nullable Sample before, Exponential next) {
    return before instanceof Exponential known ? Exponentials.replace(known, next) : next;
  }

  private static @Nullable Exemplar[] exemplars(Histogram known, Histogram more) {
    if (known.exemplars().length == 0 || more.exemplars().length == 0) {
      return more.exemplars().length == 0 ? known.exemplars() : more.exemplars();
    }
    @Nullable Exemplar[] all = more.exemplars().clone();
    for (int i = 0; i < Math.min(all.length, known.exemplars().length); i++) {
      if (all[i] == null) {
        all[i] = known.exemplars()[i];
      }
    }
    return all;
  }
}
