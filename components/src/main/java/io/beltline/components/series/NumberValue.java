package io.beltline.components.series;

import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.NumberDataPointView;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A number, whole or not. Whole numbers stay whole as long as only such are added.
 *
 * @param kind which of both
 * @param bits the number, or its bits
 */
public record NumberValue(byte kind, long bits) implements PointValue {
  static final byte INT = 1;
  static final byte DOUBLE = 2;

  /** A whole number. */
  public static NumberValue of(long number) {
    return new NumberValue(INT, number);
  }

  /** A number. */
  public static NumberValue of(double number) {
    return new NumberValue(DOUBLE, Double.doubleToRawLongBits(number));
  }

  static NumberValue of(NumberDataPointView point) {
    return point.valueCase() == NumberDataPointView.AS_DOUBLE
        ? of(point.asDouble())
        : of(point.asInt());
  }

  /** Whether it is whole. */
  public boolean isInt() {
    return kind == INT;
  }

  /** As a floating-point number. */
  public double asDouble() {
    return isInt() ? bits : Double.longBitsToDouble(bits);
  }

  @Override
  public void writeTo(MetricsEditor editor) {
    NumberDataPointEditor point = editor.numberPoint();
    if (isInt()) {
      point.asInt(bits);
    } else {
      point.asDouble(asDouble());
    }
  }

  @Override
  public boolean fits(PointValue other) {
    return other instanceof NumberValue;
  }

  @Override
  public NumberValue plus(PointValue other) {
    NumberValue number = (NumberValue) other;
    return isInt() && number.isInt() ? of(bits + number.bits) : of(asDouble() + number.asDouble());
  }

  @Override
  public @Nullable NumberValue minus(PointValue earlier) {
    NumberValue number = (NumberValue) earlier;
    if (isInt() && number.isInt()) {
      return bits < number.bits ? null : of(bits - number.bits);
    }
    return asDouble() < number.asDouble() ? null : of(asDouble() - number.asDouble());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(kind);
    out.writeLong(bits);
  }
}
