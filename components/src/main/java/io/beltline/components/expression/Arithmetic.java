package io.beltline.components.expression;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Calculates as the language does: whole numbers wrap around, a division gives a float. */
final class Arithmetic {
  private static final long LONGEST_RANGE = 1_000_000;

  private Arithmetic() {}

  /** What the result is, as far as it is known; null if there can be none. */
  static @Nullable Kind kind(String sign, Kind left, Kind right) {
    if (left == Kind.ANY || right == Kind.ANY) {
      Kind known = left == Kind.ANY ? right : left;
      boolean possible =
          known == Kind.ANY
              || known.mayBeNumber()
              || (sign.equals("+") && known == Kind.TEXT)
              || ((sign.equals("+") || sign.equals("-"))
                  && (known == Kind.TIME || known == Kind.DURATION));
      return possible ? Kind.ANY : null;
    }
    boolean numbers = left.mayBeNumber() && right.mayBeNumber();
    return switch (sign) {
      case "+" ->
          numbers
              ? number(left, right)
              : left == Kind.TEXT && right == Kind.TEXT ? Kind.TEXT : times(left, right, true);
      case "-" -> numbers ? number(left, right) : times(left, right, false);
      case "*" -> numbers ? number(left, right) : null;
      case "%" -> left == Kind.INT && right == Kind.INT ? Kind.INT : null;
      default -> numbers ? Kind.FLOAT : null;
    };
  }

  private static Kind number(Kind left, Kind right) {
    return left == Kind.INT && right == Kind.INT ? Kind.INT : Kind.FLOAT;
  }

  private static @Nullable Kind times(Kind left, Kind right, boolean plus) {
    if (left == Kind.DURATION && right == Kind.DURATION) {
      return Kind.DURATION;
    }
    if (left == Kind.TIME && right == Kind.DURATION) {
      return Kind.TIME;
    }
    if (plus) {
      return left == Kind.DURATION && right == Kind.TIME ? Kind.TIME : null;
    }
    return left == Kind.TIME && right == Kind.TIME ? Kind.DURATION : null;
  }

  static Object apply(String sign, @Nullable Object a, @Nullable Object b)
      throws ExpressionException {
    if (a instanceof Long x && b instanceof Long y) {
      return whole(sign, x, y);
    }
    if (a instanceof Number x && b instanceof Number y && !sign.equals("%")) {
      return floating(sign, x.doubleValue(), y.doubleValue());
    }
    if (a instanceof String x && b instanceof String y && sign.equals("+")) {
      return x + y;
    }
    Object time = time(sign, a, b);
    if (time == null) {
      throw Comparison.unfit(sign, a, b);
    }
    return time;
  }

  private static Object whole(String sign, long a, long b) throws ExpressionException {
    return switch (sign) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "%" -> {
        if (b == 0) {
          throw new ExpressionException("a division by zero");
        }
        yield a % b;
      }
      default -> floating(sign, (double) a, (double) b);
    };
  }

  private static Object floating(String sign, double a, double b) {
    return switch (sign) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      default -> Math.pow(a, b);
    };
  }

  private static @Nullable Object time(String sign, @Nullable Object a, @Nullable Object b) {
    boolean plus = sign.equals("+");
    if (!plus && !sign.equals("-")) {
      return null;
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return plus ? x.plus(y) : x.minus(y);
    }
    if (a instanceof Instant x && b instanceof Duration y) {
      return plus ? x.plus(y) : x.minus(y);
    }
    if (plus) {
      return a instanceof Duration x && b instanceof Instant y ? y.plus(x) : null;
    }
    return a instanceof Instant x && b instanceof Instant y ? Duration.between(y, x) : null;
  }

  static List<Object> range(@Nullable Object from, @Nullable Object to, int at)
      throws ExpressionException {
    if (!(from instanceof Long first) || !(to instanceof Long last)) {
      throw Comparison.unfit("..", from, to);
    }
    if (last - first >= LONGEST_RANGE) {
      throw ExpressionException.at(at, "a range of more than " + LONGEST_RANGE + " numbers");
    }
    return List.copyOf(LongStream.rangeClosed(first, last).boxed().toList());
  }
}
