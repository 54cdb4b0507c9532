package io.beltline.processor.span;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes names of attributes. Safe for all threads. */
final class NameSource {
  private static final String NO_TEXT = "<unknown-attribute-type>"; // the Collector's word

  private final List<AttributeKey> keys;
  private final String separator;

  NameSource(List<String> keys, String separator) {
    this.keys = keys.stream().map(AttributeKey::of).toList();
    this.separator = separator;
  }

  /** The name, or null if there is none to be made. */
  @Nullable String name(AttributesView attributes) {
    if (keys.isEmpty()) {
      return null;
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      AnyValueView value = attributes.find(keys.get(i));
      if (value == null) {
        return null;
      }
      name.append(i == 0 ? "" : separator).append(text(value));
    }
    return name.toString();
  }

  private static String text(AnyValueView value) {
    return switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> value.stringValue();
      case AnyValueView.BOOL_VALUE, AnyValueView.INT_VALUE -> value.asString();
      case AnyValueView.DOUBLE_VALUE -> plain(value.doubleValue());
      default -> NO_TEXT;
    };
  }

  /** A number without an exponent. */
  private static String plain(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    String digits = new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    return number == 0 && 1 / number < 0 ? "-0" : digits;
  }
}
