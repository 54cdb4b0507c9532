package io.beltline.components.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values a function is called with, read as what it wants. */
record Arguments(String function, List<@Nullable Object> values) {
  private static final int LONGEST_TEXT = 1 << 20;

  @Nullable Object at(int index) {
    return values.get(index);
  }

  String text(int index) throws ExpressionException {
    if (at(index) instanceof String text) {
      return text;
    }
    throw wrong(index, "string");
  }

  String text(int index, String absent) throws ExpressionException {
    return index < values.size() ? text(index) : absent;
  }

  double number(int index) throws ExpressionException {
    if (at(index) instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(index, "number");
  }

  long whole(int index) throws ExpressionException {
    if (at(index) instanceof Long number) {
      return number;
    }
    throw wrong(index, "int");
  }

  List<?> list(int index) throws ExpressionException {
    if (at(index) instanceof List<?> list) {
      return list;
    }
    throw wrong(index, "array");
  }

  Map<?, ?> map(int index) throws ExpressionException {
    if (at(index) instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(index, "map");
  }

  private ExpressionException wrong(int index, String expected) {
    return new ExpressionException(
        function + " of " + Kind.of(at(index)).word() + " (expected: " + expected + ")");
  }

  Object map(LongUnaryOperator whole, DoubleUnaryOperator floating) throws ExpressionException {
    return at(0) instanceof Long number
        ? (Object) whole.applyAsLong(number)
        : (Object) floating.applyAsDouble(number(0));
  }

  @Nullable Object extreme(int sign) throws ExpressionException {
    List<?> all = values.size() == 1 && at(0) instanceof List<?> list ? list : values;
    Object best = all.isEmpty() ? null : all.getFirst();
    for (Object value : all) {
      best = Comparison.order(function, value, best) * sign > 0 ? value : best;
    }
    return best;
  }

  List<Object> split() throws ExpressionException {
    int limit = values.size() > 2 ? (int) whole(2) : -1;
    return List.of((Object[]) text(0).split(Pattern.quote(text(1)), limit == 0 ? -1 : limit));
  }

  String repeat() throws ExpressionException {
    String text = text(0);
    long times = whole(1);
    if (times < 0 || text.length() * times > LONGEST_TEXT) {
      throw new ExpressionException("repeat makes a text that is too long");
    }
    return text.repeat((int) times);
  }

  String join() throws ExpressionException {
    List<String> parts = new ArrayList<>();
    for (Object part : list(0)) {
      parts.add(Conversions.text(part));
    }
    return String.join(text(1, ""), parts);
  }

  @Nullable Object get() throws ExpressionException {
    return switch (at(0)) {
      case Map<?, ?> map -> map.get(at(1));
      case List<?> list when at(1) instanceof Long position -> {
        long place = position < 0 ? list.size() + position : position;
        yield place < 0 || place >= list.size() ? null : list.get((int) place);
      }
      case null, default -> null;
    };
  }

  List<@Nullable Object> concat() throws ExpressionException {
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.addAll(list(i));
    }
    return all;
  }
}
