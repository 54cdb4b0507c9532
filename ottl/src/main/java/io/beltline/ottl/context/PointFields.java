package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.ArrayValueView;
import io.beltline.model.otlp.BucketsEditor;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.model.otlp.SummaryDataPointEditor;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import io.beltline.ottl.value.Values;
import java.util.Arrays;
import java.util.function.BiConsumer;
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

  private static void expect(String name, ValueKind wanted, Cell value) {
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

  /** Whole numbers in a row. */
  static Field counts(
      String name,
      Function<Execution, @Nullable NumberCursor> getter,
      BiConsumer<Execution, long[]> setter) {
    return Fields.of(
        name,
        ValueKind.LIST,
        (x, out) -> {
          NumberCursor walk = getter.apply(x);
          if (walk == null) {
            out.nil();
            return;
          }
          ValueWriter list = new ValueWriter();
          Cell element = new Cell();
          while (walk.next()) {
            list.element(element.integer(walk.asLong()));
          }
          out.list(list.copy());
        },
        (x, value) -> {
          expect(name, ValueKind.LIST, value);
          NumberCursor walk = getter.apply(x);
          if (walk == null) {
            return false;
          }
          long[] wanted = integers(name, value);
          if (Arrays.equals(wanted, integers(walk))) {
            return false;
          }
          setter.accept(x, wanted);
          return true;
        });
  }

  private static long[] integers(NumberCursor walk) {
    long[] all = new long[walk.remaining()];
    for (int i = 0; walk.next(); i++) {
      all[i] = walk.asLong();
    }
    return all;
  }

  private static long[] integers(String name, Cell list) {
    long[] all = new long[Values.count(list)];
    int i = 0;
    Cell element = new Cell();
    for (var walk = Values.elements(list).values(); walk.next(); i++) {
      expect(name, ValueKind.INT, element.value(walk.item()));
      all[i] = element.integer();
    }
    return all;
  }

  static Field bounds() {
    return Fields.of(
        "explicit_bounds",
        ValueKind.LIST,
        (x, out) -> {
          if (!(x.point() instanceof HistogramDataPointEditor point)) {
            out.nil();
            return;
          }
          ValueWriter list = new ValueWriter();
          Cell element = new Cell();
          for (NumberCursor walk = point.explicitBounds(); walk.next(); ) {
            list.element(element.number(walk.asDouble()));
          }
          out.list(list.copy());
        },
        (x, value) -> {
          expect("explicit_bounds", ValueKind.LIST, value);
          return x.point() instanceof HistogramDataPointEditor point && setBounds(point, value);
        });
  }

  private static boolean setBounds(HistogramDataPointEditor point, Cell value) {
    double[] wanted = new double[Values.count(value)];
    int i = 0;
    Cell element = new Cell();
    for (var walk = Values.elements(value).values(); walk.next(); i++) {
      expect("explicit_bounds", ValueKind.DOUBLE, element.value(walk.item()));
      wanted[i] = element.number();
    }
    NumberCursor before = point.explicitBounds();
    double[] there = new double[before.remaining()];
    for (int n = 0; before.next(); n++) {
      there[n] = before.asDouble();
    }
    if (Arrays.equals(wanted, there)) {
      return false;
    }
    point.explicitBounds(wanted);
    return true;
  }

  static Field message(String name, Function<Execution, @Nullable BucketsEditor> getter) {
    return Fields.of(
        name,
        ValueKind.MESSAGE,
        (x, out) -> {
          BucketsEditor buckets = getter.apply(x);
          if (buckets == null) {
            out.nil();
          } else {
            out.message("buckets", buckets.toSlice());
          }
        },
        (x, value) -> {
          BucketsEditor buckets = getter.apply(x);
          if (buckets == null) {
            return false;
          }
          checkSort(name, "buckets", value);
          Slice wanted = Slice.of(value.slice().toByteArray());
          if (buckets.toSlice().equals(wanted)) {
            return false;
          }
          buckets.replace(wanted);
          return true;
        });
  }

  private static void checkSort(String name, String sort, Cell value) {
    if (!value.is(ValueKind.MESSAGE) || !value.sort().equals(sort)) {
      throw new EvaluationException(
          name + " takes what a path of the same kind has, not " + value.kind().words());
    }
  }

  static <M extends MessageView> Field messages(
      String name, Function<Execution, @Nullable EditCursor<M>> cursor, Messages.Runner clear) {
    return Fields.of(
        name,
        ValueKind.MESSAGE,
        (x, out) -> {
          EditCursor<M> walk = cursor.apply(x);
          if (walk == null) {
            out.nil();
          } else {
            out.messages(name, Messages.gather(walk));
          }
        },
        (x, value) -> {
          EditCursor<M> walk = cursor.apply(x);
          if (walk == null) {
            return false;
          }
          checkSort(name, name, value);
          Slice wanted = Slice.of(value.slice().toByteArray());
          if (Messages.gather(walk).equals(wanted)) {
            return false;
          }
          clear.run(x);
          EditCursor<M> fresh = cursor.apply(x);
          ArrayValueView items = new ArrayValueView();
          items.wrap(wanted);
          for (var item = items.values(); fresh != null && item.next(); ) {
            fresh.add(item.slice());
          }
          return true;
        });
  }
}
