package io.beltline.components.match;

import com.google.re2j.Pattern;
import io.beltline.components.match.MatchConfig.AttributeConfig;
import io.beltline.components.match.MatchConfig.MatchType;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
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
      return new AttributeRule(key, value -> pattern.matcher(value.asString()).find());
    }
    return new AttributeRule(key, value -> same(value, plain));
  }

  private static boolean same(AnyValueView value, Object plain) {
    return switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> plain instanceof String s && s.equals(value.stringValue());
      case AnyValueView.BOOL_VALUE -> plain instanceof Boolean b && b == value.boolValue();
      case AnyValueView.INT_VALUE -> plain instanceof Long n && n == value.intValue();
      case AnyValueView.DOUBLE_VALUE -> plain instanceof Double d && d == value.doubleValue();
      default -> false;
    };
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
