package io.beltline.components.expression;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares values as the language does. */
final class Comparison {
  /** The order of a number that is none and any other. */
  static final int UNORDERED = Integer.MIN_VALUE;

  private Comparison() {}

  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    if (a instanceof Long x && b instanceof Long y) {
      return x.longValue() == y.longValue();
    }
    if (a instanceof Number x && b instanceof Number y) {
      return x.doubleValue() == y.doubleValue();
    }
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.equals(x, y);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return equal(x, y);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.size() == y.size()
          && x.entrySet().stream()
              .allMatch(e -> y.containsKey(e.getKey()) && equal(e.getValue(), y.get(e.getKey())));
    }
    return a.equals(b);
  }

  private static boolean equal(List<?> a, List<?> b) {
    Iterator<?> other = b.iterator();
    return a.size() == b.size() && a.stream().allMatch(item -> equal(item, other.next()));
  }

  static boolean in(@Nullable Object value, @Nullable Object collection)
      throws ExpressionException {
    return switch (collection) {
      case null -> false;
      case List<?> list -> list.stream().anyMatch(item -> equal(value, item));
      case Map<?, ?> map -> {
        if (value != null && !(value instanceof String)) {
          throw unfit("in", value, collection);
        }
        yield value != null && map.containsKey(value);
      }
      default -> throw unfit("in", value, collection);
    };
  }

  /** Less than 0, 0 or more, or {@link #UNORDERED}. */
  static int order(String sign, @Nullable Object a, @Nullable Object b) throws ExpressionException {
    if (a instanceof Long x && b instanceof Long y) {
      return x.compareTo(y);
    }
    if (a instanceof Number x && b instanceof Number y) {
      double left = x.doubleValue();
      double right = y.doubleValue();
      return left < right ? -1 : left > right ? 1 : left == right ? 0 : UNORDERED;
    }
    if (a instanceof String x && b instanceof String y) {
      return x.compareTo(y) < 0 ? -1 : x.equals(y) ? 0 : 1;
    }
    if (a instanceof Instant x && b instanceof Instant y) {
      return x.compareTo(y) < 0 ? -1 : x.equals(y) ? 0 : 1;
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return x.compareTo(y) < 0 ? -1 : x.equals(y) ? 0 : 1;
    }
    throw unfit(sign, a, b);
  }

  static ExpressionException unfit(String sign, @Nullable Object a, @Nullable Object b) {
    return new ExpressionException(
        sign + " between " + Kind.of(a).word() + " and " + Kind.of(b).word() + " is not possible");
  }
}
