package io.beltline.config;

import org.jspecify.annotations.Nullable;

/**
 * A text, number, boolean or null as written; what it is, is decided when it is read.
 *
 * @param original the text a key of type text gets
 * @param value the text that is read as a number, boolean or null; differs from the original only
 *     where a reference brought white space or a comment along
 * @param style how it is quoted
 * @param position where it begins
 * @param expanded whether a reference stood for all of it
 */
public record ConfigScalar(
    String original, String value, Style style, Position position, boolean expanded)
    implements ConfigNode {

  /** How a scalar is written. */
  public enum Style {
    /** Without quotes: may be a number, boolean or null. */
    PLAIN,
    /** In single quotes. */
    SINGLE_QUOTED,
    /** In double quotes. */
    DOUBLE_QUOTED,
    /** A block after {@code |}. */
    LITERAL,
    /** A block after {@code >}. */
    FOLDED
  }

  /** What a scalar is by the rules of YAML's core schema as the Go library reads them. */
  public enum Kind {
    /** Nothing, {@code ~}, {@code null}. */
    NULL,
    /** {@code true} or {@code false}. */
    BOOL,
    /** A whole number: {@code 42}, {@code 0x2A}, {@code 0o52}, {@code 052}, {@code 65_536}. */
    INT,
    /** {@code 1.5}, {@code .5}, {@code 1e3}, {@code .inf}, {@code .nan}. */
    FLOAT,
    /** Anything else, and everything quoted. */
    STRING
  }

  /** A scalar as written. */
  public ConfigScalar(String text, Style style, Position position) {
    this(text, text, style, position, false);
  }

  /** What it is. */
  public Kind kind() {
    return style == Style.PLAIN ? ScalarRules.kind(value) : Kind.STRING;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfigScalar scalar
        && original.equals(scalar.original)
        && value.equals(scalar.value)
        && kind() == scalar.kind();
  }

  @Override
  public int hashCode() {
    return original.hashCode();
  }

  @Override
  public @Nullable Object plain() {
    return switch (kind()) {
      case NULL -> null;
      case BOOL -> ScalarRules.bool(value);
      case INT -> ScalarRules.plainInteger(value);
      case FLOAT -> ScalarRules.number(value);
      case STRING -> original;
    };
  }
}
