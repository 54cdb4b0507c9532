package io.beltline.processor.metricsgeneration;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calculates data points. What it makes and looks at in one request is bounded. One thread. */
final class Calculation {
  /** How many pairs of data points are looked at in one request. */
  static final long MAX_PAIRS = 1L << 20;

  /** How many bytes of data points are made in one request. */
  static final long MAX_BYTES = 64L << 20;

  private final NumberDataPointView view = new NumberDataPointView();
  private final NumberDataPointEditor editor = new NumberDataPointEditor();
  private long pairs = MAX_PAIRS;
  private long bytes = MAX_BYTES;
  private boolean tooLarge;

  /** A data point on the right, with its attributes. */
  private record Operand(double value, Map<Slice, Slice> values, List<Attribute> attributes) {}

  /** The value of a data point, or null if it has none. */
  @Nullable Double value(Slice point) {
    view.wrap(point);
    return switch (view.valueCase()) {
      case NumberDataPointView.AS_INT -> (double) view.asInt();
      case NumberDataPointView.AS_DOUBLE -> view.asDouble();
      default -> null;
    };
  }

  /** The data points with a number on the right; those without a result are left out. */
  List<Slice> with(List<Slice> points, Arithmetic operation, double right) {
    List<Slice> made = new ArrayList<>(points.size());
    tooLarge = false;
    for (Slice point : points) {
      Double left = value(point);
      if (left != null && operation.isDefined(right)) {
        made.add(made(point, operation.apply(left, right), List.of()));
        if (tooLarge) {
          return List.of();
        }
      }
    }
    return made;
  }

  /** A data point for each pair whose common attributes are equal, with those of both. */
  List<Slice> pairs(List<Slice> points, Arithmetic operation, List<Slice> others) {
    tooLarge = (long) points.size() * others.size() > pairs;
    if (tooLarge) {
      return List.of();
    }
    pairs -= (long) points.size() * others.size();
    List<Operand> operands = operands(others);
    List<Slice> made = new ArrayList<>();
    for (Slice point : points) {
      Double left = value(point);
      if (left == null) {
        continue;
      }
      Map<Slice, Slice> attributes = attributes(point);
      for (Operand right : operands) {
        if (operation.isDefined(right.value()) && agree(attributes, right.values())) {
          made.add(made(point, operation.apply(left, right.value()), right.attributes()));
          if (tooLarge) {
            return List.of();
          }
        }
      }
    }
    return made;
  }

  /** Whether the last call gave nothing because it would have made or looked at too much. */
  boolean wasTooLarge() {
    return tooLarge;
  }

  private List<Operand> operands(List<Slice> points) {
    List<Operand> operands = new ArrayList<>(points.size());
    for (Slice point : points) {
      Double value = value(point);
      if (value != null) {
        Map<Slice, Slice> values = attributes(point);
        operands.add(
            new Operand(
                value,
                values,
                values.entrySet().stream()
                    .map(a -> Attribute.of(a.getKey().toUtf8(), new Value(a.getValue())))
                    .toList()));
      }
    }
    return operands;
  }

  private Map<Slice, Slice> attributes(Slice point) {
    view.wrap(point);
    Map<Slice, Slice> attributes = new LinkedHashMap<>();
    for (var walk = view.attributes(); walk.next(); ) {
      attributes.putIfAbsent(walk.keyUtf8().toSlice(), walk.value().toSlice());
    }
    return attributes;
  }

  private static boolean agree(Map<Slice, Slice> left, Map<Slice, Slice> right) {
    for (Map.Entry<Slice, Slice> attribute : left.entrySet()) {
      Slice other = right.get(attribute.getKey());
      if (other != null && !other.equals(attribute.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Exemplars stay behind: they are of the values before. */
  private Slice made(Slice point, double value, List<Attribute> attributes) {
    editor.wrap(point);
    editor.asDouble(value);
    editor.clearExemplars();
    attributes.forEach(editor.attributes()::insert);
    Slice made = editor.toSlice();
    bytes -= made.length();
    tooLarge = bytes < 0;
    return made;
  }
}
