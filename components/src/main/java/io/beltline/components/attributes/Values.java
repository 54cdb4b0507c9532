package io.beltline.components.attributes;

import io.beltline.components.attributes.ActionConfig.ValueKind;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes attribute values of what is written in a configuration, and converts between types. */
final class Values {
  private Values() {}

  /** The value of a plain configuration value; numbers beyond 64 bits become text. */
  static Value of(@Nullable Object plain) {
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
    try {
      return switch (kind) {
        case STRING -> value.hasStringValue() ? null : Value.of(value.asString());
        case INT ->
            switch (value.valueCase()) {
              case AnyValueView.DOUBLE_VALUE -> Value.of((long) value.doubleValue());
              case AnyValueView.BOOL_VALUE -> Value.of(value.boolValue() ? 1L : 0L);
              case AnyValueView.STRING_VALUE -> Value.of(Long.parseLong(value.stringValue()));
              default -> null;
            };
        case DOUBLE ->
            switch (value.valueCase()) {
              case AnyValueView.INT_VALUE -> Value.of((double) value.intValue());
              case AnyValueView.BOOL_VALUE -> Value.of(value.boolValue() ? 1.0 : 0.0);
              case AnyValueView.STRING_VALUE -> Value.of(Double.parseDouble(value.stringValue()));
              default -> null;
            };
      };
    } catch (NumberFormatException noNumber) {
      return null; // the value stays as it is, as in the OpenTelemetry Collector
    }
  }
}
