package io.beltline.ottl.transform;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.ParameterKind;
import io.beltline.ottl.value.Cell;
import java.util.Arrays;
import java.util.List;

/** {@code merge_histogram_buckets}: fewer buckets with the same count and sum. */
final class BucketMerges {
  private static final double TOLERANCE = 1e-12;
  private static final String REMOVE = "remove_explicit_bound";
  private static final String LIMIT = "limit_buckets";

  private BucketMerges() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.editor(
                "merge_histogram_buckets",
                List.of(
                    required("target_value", ParameterKind.DOUBLE_LIKE),
                    optional("method", ParameterKind.TEXT_LITERAL)),
                BucketMerges::merge)
            .in(ContextName.DATA_POINT));
  }

  private static Edition merge(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target_value");
    boolean limits = a.word("method", REMOVE, List.of(REMOVE, LIMIT)).equals(LIMIT);
    Cell constant = target.constant();
    if (constant != null) {
      String wrong = problem(constant, limits);
      if (wrong != null) {
        throw a.problem("target_value", wrong);
      }
    }
    return x -> {
      if (!(x.point() instanceof HistogramDataPointEditor point)) {
        return false;
      }
      Cell value = target.eval(x);
      String wrong = problem(value, limits);
      if (wrong != null) {
        throw new EvaluationException(wrong);
      }
      if (!isWellFormed(point)) {
        return false;
      }
      return limits ? limit(point, value.number()) : removeBound(point, value.number());
    };
  }

  private static @org.jspecify.annotations.Nullable String problem(Cell value, boolean limits) {
    if (value.isNil()) {
      return "target_value must not be nil (expected: a number)";
    }
    double number = value.number();
    boolean whole = number >= 1 && number == Math.rint(number) && number <= Long.MAX_VALUE;
    return limits && !whole
        ? "a histogram cannot be limited to "
            + number
            + " buckets (expected: a whole number from 1)"
        : null;
  }

  /** Whether a point has one more count than bounds. */
  private static boolean isWellFormed(HistogramDataPointEditor point) {
    return point.explicitBounds().remaining() + 1 == point.bucketCounts().remaining();
  }

  private static boolean removeBound(HistogramDataPointEditor point, double bound) {
    double[] bounds = Numbers.doubles(point.explicitBounds());
    int at = 0;
    while (at < bounds.length && !(Math.abs(bounds[at] - bound) < TOLERANCE)) {
      at++;
    }
    if (at == bounds.length) {
      return false;
    }
    long[] counts = Numbers.longs(point.bucketCounts());
    counts[at + 1] += counts[at];
    point.bucketCounts(without(counts, at));
    double[] fewer = Arrays.copyOf(bounds, bounds.length - 1);
    System.arraycopy(bounds, at + 1, fewer, at, fewer.length - at);
    point.explicitBounds(fewer);
    return true;
  }

  private static long[] without(long[] all, int index) {
    long[] fewer = Arrays.copyOf(all, all.length - 1);
    System.arraycopy(all, index + 1, fewer, index, fewer.length - index);
    return fewer;
  }

  private static boolean limit(HistogramDataPointEditor point, double most) {
    double[] bounds = Numbers.doubles(point.explicitBounds());
    long[] counts = Numbers.longs(point.bucketCounts());
    if (counts.length <= most || !isIncreasing(bounds)) {
      return false;
    }
    int group = Math.ceilDiv(counts.length, (int) most);
    long[] fewer = new long[Math.ceilDiv(counts.length, group)];
    for (int i = 0; i < counts.length; i++) {
      fewer[i / group] += counts[i];
    }
    double[] kept = new double[bounds.length / group];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = bounds[(i + 1) * group - 1];
    }
    point.bucketCounts(fewer);
    point.explicitBounds(kept);
    return true;
  }

  private static boolean isIncreasing(double[] bounds) {
    for (int i = 1; i < bounds.length; i++) {
      if (!(bounds[i] > bounds[i - 1])) {
        return false;
      }
    }
    return true;
  }
}
