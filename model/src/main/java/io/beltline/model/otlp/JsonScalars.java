package io.beltline.model.otlp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Scalars of OTLP/JSON. */
final class JsonScalars {
  /** Longer ones hold no 64-bit integer, and the time to read them grows with the square. */
  private static final int LONGEST_NUMBER = 64;

  /** Whole numbers up to here are doubles without rounding. */
  private static final long EXACT = 1L << 53;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private JsonScalars() {}

  /** Both alphabets, with or without padding. */
  static byte @Nullable [] base64(String text) {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /**
   * The number passed last if it is nothing but at most 19 digits that fit into a long; else -1.
   */
  static long digits(JsonCursor json) {
    int length = json.to - json.from;
    if (length < 1 || length > 19) {
      return -1;
    }
    long value = 0;
    for (int i = json.from; i < json.to; i++) {
      int digit = json.chars[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value; // what does not fit has become negative
  }

  static long doubleBits(JsonCursor json, boolean quoted) {
    double plain = decimal(json);
    return Double.doubleToRawLongBits(Double.isNaN(plain) ? any(json.text(), quoted) : plain);
  }

  /**
   * The number passed last if it is nothing but at most 15 digits with or without a point and a
   * sign; else NaN. Both parts of the quotient are exact then, so it is rounded once, as it must
   * be.
   */
  private static double decimal(JsonCursor json) {
    byte[] chars = json.chars;
    int to = json.to;
    int at = json.from;
    boolean negative = at < to && chars[at] == '-';
    int first = negative ? at + 1 : at;
    if (to - first < 1 || to - first > 16) {
      return Double.NaN;
    }
    long value = 0;
    int point = to;
    for (at = first; at < to; at++) {
      int digit = chars[at] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (chars[at] == '.' && point == to && at > first) {
        point = at + 1;
      } else {
        return Double.NaN;
      }
    }
    if (value > EXACT) {
      return Double.NaN;
    }
    double quotient = value / POWERS[to - point];
    return negative ? -quotient : quotient;
  }

  private static double any(String text, boolean quoted) {
    if (quoted) {
      switch (text) {
        case "NaN" -> {
          return Double.NaN;
        }
        case "Infinity" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-Infinity" -> {
          return Double.NEGATIVE_INFINITY;
        }
        default -> {
          if (text.isEmpty() || text.length() > 1000 || !plain(text)) {
            throw new NumberFormatException(text);
          }
        }
      }
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new ArithmeticException("out of range");
    }
    return value;
  }

  /** Java takes more than JSON does: blanks, suffixes, hexadecimal. */
  private static boolean plain(String text) {
    return text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
  }

  /** An integer as it stands on the wire. */
  static long integer(Kind kind, String text) {
    return narrow(
        kind, kind == Kind.UINT64 || kind == Kind.FIXED64 ? unsigned(text) : signed(text));
  }

  /** A number that is an integer of 64 bits as it stands on the wire. */
  static long narrow(Kind kind, long value) {
    return switch (kind) {
      case INT32, ENUM -> Math.toIntExact(value);
      case SINT32 -> {
        int small = Math.toIntExact(value);
        yield ((small << 1) ^ (small >> 31)) & 0xffffffffL;
      }
      case UINT32, FIXED32 -> {
        if (value >>> 32 != 0) {
          throw new ArithmeticException("out of range");
        }
        yield value;
      }
      default -> value;
    };
  }

  private static long signed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return whole(text).longValueExact();
    }
  }

  private static long unsigned(String text) {
    BigInteger value;
    try {
      long parsed = Long.parseLong(text);
      if (parsed >= 0) {
        return parsed;
      }
      value = BigInteger.valueOf(parsed);
    } catch (NumberFormatException _) {
      value = whole(text);
    }
    if (value.signum() < 0 || value.bitLength() > 64) {
      throw new ArithmeticException("out of range");
    }
    return value.longValue();
  }

  private static BigInteger whole(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new NumberFormatException(text);
    }
    BigDecimal value = new BigDecimal(text);
    if (value.signum() != 0 && Math.abs((long) value.scale()) > LONGEST_NUMBER) {
      throw new ArithmeticException("out of range");
    }
    return value.signum() == 0 ? BigInteger.ZERO : value.toBigIntegerExact();
  }
}
