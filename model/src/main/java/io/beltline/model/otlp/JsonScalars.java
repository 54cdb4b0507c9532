package io.beltline.model.otlp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Scalars of OTLP/JSON. */
final class JsonScalars {
  /** Longer ones hold no 64-bit integer, and the time to read them grows with the square. */
  private static final int LONGEST_NUMBER = 64;

  private JsonScalars() {}

  static byte @Nullable [] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** Both alphabets, with or without padding. */
  static byte @Nullable [] base64(String text) {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  static long doubleBits(String text, boolean quoted) {
    if (quoted) {
      switch (text) {
        case "NaN" -> {
          return Double.doubleToRawLongBits(Double.NaN);
        }
        case "Infinity" -> {
          return Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
        }
        case "-Infinity" -> {
          return Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
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
    return Double.doubleToRawLongBits(value);
  }

  /** Java takes more than JSON does: blanks, suffixes, hexadecimal. */
  private static boolean plain(String text) {
    return text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
  }

  /** An integer as it stands on the wire. */
  static long integer(Kind kind, String text) {
    long value = kind == Kind.UINT64 || kind == Kind.FIXED64 ? unsigned(text) : signed(text);
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
