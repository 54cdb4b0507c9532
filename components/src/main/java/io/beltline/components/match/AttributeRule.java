package io.beltline.components.match;

import com.google.re2j.Pattern;
import io.beltline.components.attributes.Values;
import io.beltline.components.match.MatchConfig.AttributeConfig;
import io.beltline.components.match.MatchConfig.MatchType;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether an attribute is there, with a value. */
record AttributeRule(AttributeKey key, @Nullable Predicate<AnyValueView> value) {

  static List<AttributeRule> of(@Nullable MatchType type, List<AttributeConfig> configs) {
    return configs.stream().map(config -> of(type, config)).toList();
  }

  private static AttributeRule of(@Nullable MatchType type, AttributeConfig config) {
    AttributeKey key = AttributeKey.of(config.key());
    Object plain = config.value() == null ? null : config.value().plain();
    if (plain == null) {
      return new AttributeRule(key, null);
    }
    if (type == MatchType.REGEXP) {
      Pattern pattern = Pattern.compile(plain.toString());
      return new AttributeRule(
          key, value -> isScalar(value) && pattern.matcher(text(value)).find());
    }
    AnyValueView wanted = new AnyValueView();
    wanted.wrap(Values.of(plain).encoded());
    int kind = wanted.valueCase();
    String text = wanted.asString();
    return new AttributeRule(
        key, value -> value.valueCase() == kind && value.asString().equals(text));
  }

  private static boolean isScalar(AnyValueView value) {
    return switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE,
          AnyValueView.BOOL_VALUE,
          AnyValueView.INT_VALUE,
          AnyValueView.DOUBLE_VALUE ->
          true;
      default -> false;
    };
  }

  /** A value as a regular expression sees it: numbers without exponents. */
  private static String text(AnyValueView value) {
    if (!value.hasDoubleValue()) {
      return value.asString();
    }
    double number = value.doubleValue();
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    String digits = new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    return number == 0 && 1 / number < 0 ? "-0" : digits;
  }

  static boolean all(List<AttributeRule> rules, AttributesView attributes) {
    for (AttributeRule rule : rules) {
      AnyValueView found = attributes.find(rule.key);
      if (found == null || (rule.value != null && !rule.value.test(found))) {
        return false;
      }
    }
    return true;
  }
}
