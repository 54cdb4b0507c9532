package io.beltline.ottl.function;

import io.beltline.ottl.value.ValueKind;
import org.jspecify.annotations.Nullable;

/** What a parameter of a function takes. Constants of another kind are refused at the start. */
public enum ParameterKind {
  /** Any value. */
  VALUE("a value", null),
  /** A text; anything else fails. */
  STRING("a string", ValueKind.STRING),
  /** A text, or what can be written as one. Nil stays nil. */
  STRING_LIKE("a string or what can be one", null),
  /** An integer; anything else fails. */
  INT("an int", ValueKind.INT),
  /** An integer, or what can be read as one. Nil stays nil. */
  INT_LIKE("an int or what can be one", null),
  /** A double; anything else fails. */
  DOUBLE("a double", ValueKind.DOUBLE),
  /** A double, or what can be read as one. Nil stays nil. */
  DOUBLE_LIKE("a double or what can be one", null),
  /** True or false; anything else fails. */
  BOOL("a bool", ValueKind.BOOL),
  /** A map; anything else fails. */
  MAP("a map", ValueKind.MAP),
  /** A list; anything else fails. */
  LIST("a list", ValueKind.LIST),
  /** A moment; anything else fails. */
  TIME("a time", ValueKind.TIME),
  /** A duration; anything else fails. */
  DURATION("a duration", ValueKind.DURATION),
  /** A path, to be read and set. */
  PATH("a path", null),
  /** Several values in brackets. */
  VALUES("a list of values", null),
  /** A constant text. */
  TEXT_LITERAL("a text", ValueKind.STRING),
  /** A constant integer. */
  INT_LITERAL("a whole number", ValueKind.INT),
  /** A constant number, whole or not. */
  NUMBER_LITERAL("a number", null),
  /** A constant true or false. */
  BOOL_LITERAL("true or false", ValueKind.BOOL),
  /** A function of the elements of something. */
  LAMBDA("a lambda: (k, v) => ...", null),
  /** The name of a converter. */
  FUNCTION("the name of a converter", null);

  private final String words;
  private final @Nullable ValueKind kind;

  ParameterKind(String words, @Nullable ValueKind kind) {
    this.words = words;
    this.kind = kind;
  }

  /** For messages and documentation. */
  public String words() {
    return words;
  }

  /** The kind that values must have, or null. */
  @Nullable ValueKind kind() {
    return kind;
  }

  /** Whether the argument must be the same for all records. */
  boolean isLiteral() {
    return switch (this) {
      case TEXT_LITERAL, INT_LITERAL, NUMBER_LITERAL, BOOL_LITERAL -> true;
      default -> false;
    };
  }
}
