package io.beltline.components.expression;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a value is, as far as it is known. */
public enum Kind {
  ANY("any"),
  NIL("nil"),
  BOOL("bool"),
  INT("int"),
  FLOAT("float"),
  TEXT("string"),
  LIST("array"),
  MAP("map"),
  TIME("time"),
  DURATION("duration"),
  BYTES("bytes");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** The language's word, as {@code type()} gives it. */
  public String word() {
    return word;
  }

  /** What a value is. */
  public static Kind of(@Nullable Object value) {
    return switch (value) {
      case null -> NIL;
      case Boolean b -> BOOL;
      case Long n -> INT;
      case Double n -> FLOAT;
      case String s -> TEXT;
      case List<?> l -> LIST;
      case Map<?, ?> m -> MAP;
      case Instant t -> TIME;
      case Duration d -> DURATION;
      case byte[] b -> BYTES;
      default -> throw new IllegalArgumentException(value.getClass() + " is no value");
    };
  }

  /** Whether a value of this kind may turn out to be of another. */
  boolean mayBe(Kind other) {
    return this == ANY || other == ANY || this == other;
  }

  /** Whether it may be a number. */
  boolean mayBeNumber() {
    return this == ANY || this == INT || this == FLOAT;
  }
}
