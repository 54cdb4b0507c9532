package io.beltline.components.attributes;

import com.google.re2j.Pattern;
import io.beltline.components.attributes.ActionConfig.ValueKind;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes attribute values of what is written in a configuration, and converts between types.
 * Stateless.
 */
public final class Values {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
              + "|0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)");
  private static final Pattern INFINITY = Pattern.compile("(?i)[+-]?inf(?:inity)?");
  private static final Pattern NAN = Pattern.compile("(?i)nan");

  private Values() {}

  /** The value of a plain configuration value; numbers beyond 64 bits become text. */
  public static Value of(@Nullable Object plain) {
    return switch (plain) {
      case null -> Value.EMPTY;
      case Boolean flag -> Value.of(flag.booleanValue());
      case Long number -> Value.of(number.longValue());
      case Double number -> Value.of(number.doubleValue());
      case List<?> list -> {
        List<Value> values = new ArrayList<>();
        list.forEach(item -> values.add(of(item)));
        yield Value.of(values);
      }
      case Map<?, ?> map -> {
        Map<String, Value> values = new LinkedHashMap<>();
        map.forEach((key, item) -> values.put(String.valueOf(key), of(item)));
        yield Value.of(values);
      }
      default -> Value.of(plain.toString());
    };
  }

  /** The converted value, or null if it cannot be converted or already is of the type. */
  static @Nullable Value convert(AnyValueView value, ValueKind kind) {
    return switch (kind) {
      case STRING -> value.hasStringValue() ? null : Value.of(value.asString());
      case INT ->
          switch (value.valueCase()) {
            case AnyValueView.DOUBLE_VALUE -> Value.of((long) value.doubleValue());
            case AnyValueView.BOOL_VALUE -> Value.of(value.boolValue() ? 1L : 0L);
            case AnyValueView.STRING_VALUE -> integer(value.stringValue());
            default -> null;
          };
      case DOUBLE ->
          switch (value.valueCase()) {
            case AnyValueView.INT_VALUE -> Value.of((double) value.intValue());
            case AnyValueView.BOOL_VALUE -> Value.of(value.boolValue() ? 1.0 : 0.0);
            case AnyValueView.STRING_VALUE -> number(value.stringValue());
            default -> null;
          };
    };
  }

  private static @Nullable Value integer(String text) {
    if (!INTEGER.matches(text)) {
      return null;
    }
    try {
      return Value.of(Long.parseLong(text));
    } catch (NumberFormatException beyond64Bits) {
      return null; // the value stays as it is, as in the OpenTelemetry Collector
    }
  }

  /** Reads what Go reads, which is not quite what Java reads. */
  private static @Nullable Value number(String text) {
    if (NAN.matches(text)) {
      return Value.of(Double.NaN);
    }
    if (INFINITY.matches(text)) {
      return Value.of(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    if (!NUMBER.matches(text)) {
      return null;
    }
    double number = Double.parseDouble(text);
    return Double.isInfinite(number) ? null : Value.of(number);
  }
}
