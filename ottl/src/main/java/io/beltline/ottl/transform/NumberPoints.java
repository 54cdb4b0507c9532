package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.NumberDataPointEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Aggregates the points of gauges and sums. Stateless. */
final class NumberPoints {
  private static final int NO_RECORDED_VALUE = 1;

  private NumberPoints() {}

  static List<Slice> aggregate(
      List<Slice> encoded, boolean byStart, Aggregation how, Consumer<AttributesEditor> change) {
    List<NumberDataPointEditor> points = new ArrayList<>();
    for (Slice slice : encoded) {
      NumberDataPointEditor point = new NumberDataPointEditor();
      point.wrap(slice);
      change.accept(point.attributes());
      points.add(point);
    }
    List<Slice> merged = new ArrayList<>();
    for (List<NumberDataPointEditor> group : PointKey.groups(points, p -> key(p, byStart))) {
      merged.add(merge(group, how).toSlice());
    }
    return merged;
  }

  private static PointKey key(NumberDataPointEditor point, boolean byStart) {
    return PointKey.of(
        point.attributes(), point.timeUnixNano(), byStart ? point.startTimeUnixNano() : 0L);
  }

  /** Of the type that the first one has. Where series go on, the end of others says nothing. */
  private static NumberDataPointEditor merge(List<NumberDataPointEditor> all, Aggregation how) {
    List<NumberDataPointEditor> recorded = all.stream().filter(NumberPoints::isRecorded).toList();
    if (recorded.isEmpty()) {
      return all.getFirst();
    }
    return mergeRecorded(recorded, how);
  }

  private static boolean isRecorded(NumberDataPointEditor point) {
    boolean hasValue = point.hasAsInt() || point.hasAsDouble();
    return hasValue && (point.flags() & NO_RECORDED_VALUE) == 0;
  }

  private static NumberDataPointEditor mergeRecorded(
      List<NumberDataPointEditor> group, Aggregation how) {
    NumberDataPointEditor first = group.getFirst();
    if (first.hasAsInt()) {
      long value = how.of(group.stream().mapToLong(NumberPoints::integer).toArray());
      if (value != first.asInt()) {
        first.asInt(value);
      }
    } else {
      double value = how.of(group.stream().mapToDouble(NumberPoints::number).toArray());
      if (Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(first.asDouble())) {
        first.asDouble(value);
      }
    }
    long start = first.startTimeUnixNano();
    for (NumberDataPointEditor point : group) {
      start = PointKey.earlier(start, point.startTimeUnixNano());
    }
    if (start != first.startTimeUnixNano()) {
      first.startTimeUnixNano(start);
    }
    return first;
  }

  private static long integer(NumberDataPointEditor point) {
    return point.hasAsInt() ? point.asInt() : (long) point.asDouble();
  }

  private static double number(NumberDataPointEditor point) {
    return point.hasAsInt() ? (double) point.asInt() : point.asDouble();
  }
}
