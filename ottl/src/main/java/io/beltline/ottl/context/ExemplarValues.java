package io.beltline.ottl.context;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.ValueKind;

/** The two forms of an exemplar's value. */
final class ExemplarValues {
  private ExemplarValues() {}

  static Field asDouble() {
    return Fields.of(
        "double_value",
        ValueKind.DOUBLE,
        (x, out) -> out.number(x.exemplar().asDouble()),
        (x, value) -> {
          if (!value.is(ValueKind.DOUBLE)) {
            throw new EvaluationException(
                "double_value takes a double, not " + value.kind().words());
          }
          boolean same =
              x.exemplar().hasAsDouble()
                  && Double.doubleToRawLongBits(x.exemplar().asDouble())
                      == Double.doubleToRawLongBits(value.number());
          if (!same) {
            x.exemplar().asDouble(value.number());
          }
          return !same;
        });
  }

  static Field asInt() {
    return Fields.of(
        "int_value",
        ValueKind.INT,
        (x, out) -> out.integer(x.exemplar().asInt()),
        (x, value) -> {
          if (!value.is(ValueKind.INT)) {
            throw new EvaluationException("int_value takes an int, not " + value.kind().words());
          }
          boolean same = x.exemplar().hasAsInt() && x.exemplar().asInt() == value.integer();
          if (!same) {
            x.exemplar().asInt(value.integer());
          }
          return !same;
        });
  }
}
