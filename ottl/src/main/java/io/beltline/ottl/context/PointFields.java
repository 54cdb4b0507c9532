package io.beltline.ottl.context;

import io.beltline.model.otlp.BucketsEditor;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.SummaryDataPointEditor;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes fields that only some kinds of data points have. */
final class PointFields {
  private PointFields() {}

  /** Sets a double of a message. */
  @FunctionalInterface
  interface DoubleSetter<M> {
    Object set(M message, double value);
  }

  /** Sets an integer of a message. */
  @FunctionalInterface
  interface LongSetter<M> {
    Object set(M message, long value);
  }

  static void expect(String name, ValueKind wanted, Cell value) {
    if (!value.is(wanted)) {
      throw new EvaluationException(
          name + " takes " + wanted.words() + ", not " + value.kind().words());
    }
  }

  static <M extends MessageView> Field number(
      String name,
      Class<M> type,
      ToDoubleFunction<M> getter,
      DoubleSetter<M> setter,
      Predicate<M> isSet) {
    return Fields.of(
        name,
        ValueKind.DOUBLE,
        (x, out) -> {
          if (type.isInstance(x.point())) {
            out.number(getter.applyAsDouble(type.cast(x.point())));
          } else {
            out.nil();
          }
        },
        (x, value) -> {
          expect(name, ValueKind.DOUBLE, value);
          if (!type.isInstance(x.point())) {
            return false;
          }
          M point = type.cast(x.point());
          boolean same =
              Double.doubleToRawLongBits(getter.applyAsDouble(point))
                  == Double.doubleToRawLongBits(value.number());
          if (same && isSet.test(point)) {
            return false;
          }
          setter.set(point, value.number());
          return true;
        });
  }

  static <M extends MessageView> Field integer(
      String name,
      Class<M> type,
      ToLongFunction<M> getter,
      LongSetter<M> setter,
      Predicate<M> isSet) {
    return Fields.of(
        name,
        ValueKind.INT,
        (x, out) -> {
          if (type.isInstance(x.point())) {
            out.integer(getter.applyAsLong(type.cast(x.point())));
          } else {
            out.nil();
          }
        },
        (x, value) -> {
          expect(name, ValueKind.INT, value);
          if (!type.isInstance(x.point())) {
            return false;
          }
          M point = type.cast(x.point());
          if (getter.applyAsLong(point) == value.integer() && isSet.test(point)) {
            return false;
          }
          setter.set(point, value.integer());
          return true;
        });
  }

  /** Reads an integer that some points have. */
  private static Field some(
      String name, Function<Execution, @Nullable Long> getter, ObjLongConsumer<Execution> setter) {
    return Fields.of(
        name,
        ValueKind.INT,
        (x, out) -> {
          Long value = getter.apply(x);
          if (value == null) {
            out.nil();
          } else {
            out.integer(value);
          }
        },
        (x, value) -> {
          expect(name, ValueKind.INT, value);
          Long before = getter.apply(x);
          if (before == null || before == value.integer()) {
            return false;
          }
          setter.accept(x, value.integer());
          return !before.equals(getter.apply(x));
        });
  }

  static Field count() {
    return some(
        "count",
        x ->
            switch (x.point()) {
              case HistogramDataPointEditor p -> p.count();
              case ExponentialHistogramDataPointEditor p -> p.count();
              case SummaryDataPointEditor p -> p.count();
              default -> null;
            },
        (x, v) -> {
          switch (x.point()) {
            case HistogramDataPointEditor p -> p.count(v);
            case ExponentialHistogramDataPointEditor p -> p.count(v);
            case SummaryDataPointEditor p -> p.count(v);
            default -> {}
          }
        });
  }

  static Field scale() {
    return some(
        "scale",
        x -> x.point() instanceof ExponentialHistogramDataPointEditor p ? (long) p.scale() : null,
        (x, v) -> ((ExponentialHistogramDataPointEditor) x.point()).scale((int) v));
  }

  static Field zeroCount() {
    return some(
        "zero_count",
        x -> x.point() instanceof ExponentialHistogramDataPointEditor p ? p.zeroCount() : null,
        (x, v) -> ((ExponentialHistogramDataPointEditor) x.point()).zeroCount(v));
  }

  static Field offset(String name, Function<Execution, @Nullable BucketsEditor> side) {
    return some(
        name,
        x -> {
          BucketsEditor buckets = side.apply(x);
          return buckets == null ? null : (long) buckets.offset();
        },
        (x, v) -> {
          BucketsEditor buckets = side.apply(x);
          if (buckets != null) {
            buckets.offset((int) v);
          }
        });
  }

  static Field sum() {
    return Fields.of(
        "sum",
        ValueKind.DOUBLE,
        (x, out) -> {
          switch (x.point()) {
            case HistogramDataPointEditor p -> out.number(p.sum());
            case ExponentialHistogramDataPointEditor p -> out.number(p.sum());
            case SummaryDataPointEditor p -> out.number(p.sum());
            default -> out.nil();
          }
        },
        (x, value) -> {
          expect("sum", ValueKind.DOUBLE, value);
          double wanted = value.number();
          return switch (x.point()) {
            case HistogramDataPointEditor p -> {
              boolean same = p.hasSum() && same(p.sum(), wanted);
              yield !same && p.sum(wanted) != null;
            }
            case ExponentialHistogramDataPointEditor p -> {
              boolean same = p.hasSum() && same(p.sum(), wanted);
              yield !same && p.sum(wanted) != null;
            }
            case SummaryDataPointEditor p -> !same(p.sum(), wanted) && p.sum(wanted) != null;
            default -> false;
          };
        });
  }

  private static boolean same(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }
}
