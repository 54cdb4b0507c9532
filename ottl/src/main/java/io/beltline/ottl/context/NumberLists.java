package io.beltline.ottl.context;

import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import io.beltline.ottl.value.Values;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes fields of histograms that are lists of numbers: counts and bounds of buckets. */
final class NumberLists {
  private NumberLists() {}

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
          PointFields.expect(name, ValueKind.LIST, value);
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
      PointFields.expect(name, ValueKind.INT, element.value(walk.item()));
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
          PointFields.expect("explicit_bounds", ValueKind.LIST, value);
          return x.point() instanceof HistogramDataPointEditor point && setBounds(point, value);
        });
  }

  private static boolean setBounds(HistogramDataPointEditor point, Cell value) {
    double[] wanted = new double[Values.count(value)];
    int i = 0;
    Cell element = new Cell();
    for (var walk = Values.elements(value).values(); walk.next(); i++) {
      PointFields.expect("explicit_bounds", ValueKind.DOUBLE, element.value(walk.item()));
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
}
