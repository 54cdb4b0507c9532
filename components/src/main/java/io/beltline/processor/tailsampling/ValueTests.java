package io.beltline.processor.tailsampling;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.PatternSet;
import io.beltline.ottl.pattern.TextPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Tests of attribute values. What is of another kind fails them. */
final class ValueTests {
  private ValueTests() {}

  /** Numbers within bounds; 0 is no bound. */
  static Predicate<AnyValueView> number(long least, long most) {
    long from = least == 0 ? Long.MIN_VALUE : least;
    long to = most == 0 ? Long.MAX_VALUE : most;
    return value ->
        switch (value.valueCase()) {
          case AnyValueView.INT_VALUE -> value.intValue() >= from && value.intValue() <= to;
          case AnyValueView.DOUBLE_VALUE ->
              value.doubleValue() >= from && value.doubleValue() <= to;
          default -> false;
        };
  }

  /** A truth value. */
  static Predicate<AnyValueView> truth(boolean wanted) {
    return value -> value.valueCase() == AnyValueView.BOOL_VALUE && value.boolValue() == wanted;
  }

  /** One of some texts; the empty one is none. */
  static Predicate<AnyValueView> text(List<String> wanted) {
    byte[][] texts =
        wanted.stream()
            .filter(text -> !text.isEmpty())
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return value -> {
      if (value.valueCase() != AnyValueView.STRING_VALUE) {
        return false;
      }
      ByteRange range = value.stringValueUtf8();
      for (byte[] text : texts) {
        if (range.contentEquals(text)) {
          return true;
        }
      }
      return false;
    };
  }

  /** A text of which a part matches one of some regular expressions; never the empty one. */
  static Predicate<AnyValueView> pattern(List<String> expressions) {
    List<TextPattern> patterns = new ArrayList<>();
    for (String expression : expressions) {
      try {
        patterns.add(TextPattern.of(expression));
      } catch (InvalidPatternException wrong) {
        throw new IllegalStateException("not validated: " + expression, wrong);
      }
    }
    PatternSet set = new PatternSet(patterns);
    return value -> {
      if (value.valueCase() != AnyValueView.STRING_VALUE) {
        return false;
      }
      ByteRange range = value.stringValueUtf8();
      return !range.isEmpty()
          && set.find(range.array(), range.offset(), range.offset() + range.length());
    };
  }
}
