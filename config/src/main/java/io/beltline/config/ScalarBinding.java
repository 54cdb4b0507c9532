package io.beltline.config;

import io.beltline.config.ConfigScalar.Kind;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads single values. */
final class ScalarBinding {
  private final Binding binding;

  ScalarBinding(Binding binding) {
    this.binding = binding;
  }

  /** The value of a node that is no null. */
  Object bind(ValueType type, ConfigNode node, Place place) {
    String text = node.original();
    if (type == ValueType.Simple.TEXT && text != null) {
      return text;
    }
    if (type == ValueType.Simple.SECRET && text != null) {
      return new Secret(text);
    }
    if (!(node instanceof ConfigScalar scalar)) {
      String kind = node instanceof ConfigMap ? "map" : "list";
      return binding.fail(place, "is a " + kind + " (expected: " + name(type) + ")");
    }
    if (type instanceof ValueType.Parsed parsed) {
      return parse(parsed, scalar.original(), place);
    }
    Object value = read(type, scalar, place);
    return value != null
        ? value
        : binding.fail(
            place, "\"" + scalar.original() + "\" is no " + kind(type) + expected(type, scalar));
  }

  /** What a value is when a reference gave nothing, and what it is without a default. */
  static @Nullable Object zero(ValueType type) {
    return switch (type) {
      case ValueType.Simple simple ->
          switch (simple) {
            case TEXT -> "";
            case SECRET -> new Secret("");
            case BOOL -> false;
            case INT -> 0;
            case LONG -> 0L;
            case DOUBLE -> 0.0;
            case DURATION -> Duration.ZERO;
          };
      case ValueType.ListOf list -> java.util.List.of();
      case ValueType.MapOf map -> java.util.Map.of();
      case ValueType.Any any ->
          new ConfigScalar("", ConfigScalar.Style.PLAIN, Position.of("absent"));
      case ValueType.OneOf oneOf -> null;
      case ValueType.Parsed parsed -> null;
      case ValueType.Nested nested -> null;
    };
  }

  private @Nullable Object read(ValueType type, ConfigScalar scalar, Place place) {
    return switch (type) {
      case ValueType.Simple simple ->
          switch (simple) {
            case TEXT, SECRET -> null;
            case BOOL -> ScalarRules.bool(scalar.value().strip());
            case INT -> integer(scalar, place, Integer.MIN_VALUE, Integer.MAX_VALUE, true);
            case LONG -> integer(scalar, place, Long.MIN_VALUE, Long.MAX_VALUE, false);
            case DOUBLE -> number(scalar);
            case DURATION -> duration(scalar, place);
          };
      case ValueType.OneOf oneOf -> oneOf.constant(scalar.original());
      case ValueType.Parsed parsed -> null;
      case ValueType.ListOf list -> null;
      case ValueType.MapOf map -> null;
      case ValueType.Nested nested -> null;
      case ValueType.Any any -> null;
    };
  }

  private @Nullable Object integer(
      ConfigScalar scalar, Place place, long least, long most, boolean narrow) {
    BigInteger value = whole(scalar.value().strip(), place);
    if (value == null) {
      return null;
    }
    if (value.bitLength() > 63 || value.longValue() < least || value.longValue() > most) {
      return binding.fail(
          place, scalar.value() + " is out of range (expected: " + least + " to " + most + ")");
    }
    if (narrow) {
      return value.intValue();
    }
    return value.longValue();
  }

  private @Nullable BigInteger whole(String text, Place place) {
    return switch (ScalarRules.kind(text)) {
      case INT -> ScalarRules.integer(text);
      case FLOAT -> {
        double number = ScalarRules.number(text);
        if (!Double.isFinite(number)) {
          yield null;
        }
        BigInteger value = new BigDecimal(number).toBigInteger();
        if (number != Math.rint(number)) {
          binding.warn(place, text + " is cut to " + value + " (expected: a whole number)");
        }
        yield value;
      }
      case NULL, BOOL, STRING -> null;
    };
  }

  private static @Nullable Object number(ConfigScalar scalar) {
    String text = scalar.value().strip();
    return switch (ScalarRules.kind(text)) {
      case INT -> ScalarRules.integer(text).doubleValue();
      case FLOAT -> ScalarRules.number(text);
      case NULL, BOOL, STRING -> null;
    };
  }

  private @Nullable Object duration(ConfigScalar scalar, Place place) {
    Kind kind = scalar.kind();
    if (kind != Kind.INT && kind != Kind.FLOAT) {
      return GoDuration.parse(scalar.original().strip());
    }
    Object nanos = integer(scalar, place, Long.MIN_VALUE, Long.MAX_VALUE, false);
    if (!(nanos instanceof Long count)) {
      return nanos;
    }
    if (count != 0) {
      binding.warn(
          place, scalar.value() + " without a unit counts nanoseconds (expected: 5s or the like)");
    }
    return Duration.ofNanos(count);
  }

  private Object parse(ValueType.Parsed type, String text, Place place) {
    try {
      return type.parse().invoke(null, text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        return binding.fail(place, String.valueOf(cause.getMessage()));
      }
      throw new IllegalStateException(type.parse() + " failed", e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(type.parse() + " cannot be called", e);
    }
  }

  private static String expected(ValueType type, ConfigScalar scalar) {
    if (type instanceof ValueType.OneOf oneOf) {
      return Suggestion.expected(scalar.original(), oneOf.words());
    }
    return " (expected: " + name(type) + ")";
  }

  private static String kind(ValueType type) {
    return switch (type) {
      case ValueType.Simple simple ->
          switch (simple) {
            case TEXT, SECRET -> "text";
            case BOOL -> "boolean";
            case INT, LONG -> "whole number";
            case DOUBLE -> "number";
            case DURATION -> "duration";
          };
      case ValueType.OneOf oneOf -> "valid word";
      case ValueType.Parsed parsed -> parsed.type().getSimpleName();
      case ValueType.ListOf list -> "list";
      case ValueType.MapOf map -> "map";
      case ValueType.Nested nested -> "map";
      case ValueType.Any any -> "value";
    };
  }

  /** What a value must be, in words. */
  static String name(ValueType type) {
    return switch (type) {
      case ValueType.Simple simple ->
          switch (simple) {
            case TEXT, SECRET -> "a text";
            case BOOL -> "true or false";
            case INT, LONG -> "digits such as 512";
            case DOUBLE -> "a number such as 0.5";
            case DURATION -> "a duration such as 1m30s or 200ms";
          };
      case ValueType.OneOf oneOf -> String.join(", ", oneOf.words());
      case ValueType.Parsed parsed -> "a " + parsed.type().getSimpleName();
      case ValueType.ListOf list -> "a list";
      case ValueType.MapOf map -> "a map";
      case ValueType.Nested nested -> "a map";
      case ValueType.Any any -> "a value";
    };
  }
}
