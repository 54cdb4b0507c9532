package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Numbers;
import org.jspecify.annotations.Nullable;

/** What the text of a grok field is read as. */
enum GrokType {
  STRING,
  INTEGER,
  NUMBER,
  BOOL;

  /** The type of a word that is written, or null. */
  static @Nullable GrokType of(String word) {
    return switch (word) {
      case "string" -> STRING;
      case "int", "long" -> INTEGER;
      case "float", "double" -> NUMBER;
      case "bool", "boolean" -> BOOL;
      default -> null;
    };
  }

  /**
   * Reads a text.
   *
   * @throws EvaluationException if it is of another type
   */
  Cell read(String field, String text, Cell out) {
    return switch (this) {
      case STRING -> out.text(text);
      case INTEGER -> {
        Long value = Numbers.integer(text);
        if (value == null) {
          throw wrong(field, text, "an int");
        }
        yield out.integer(value);
      }
      case NUMBER -> {
        Double value = Numbers.number(text);
        if (value == null) {
          throw wrong(field, text, "a double");
        }
        yield out.number(value);
      }
      case BOOL ->
          switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> out.bool(true);
            case "0", "f", "F", "false", "FALSE", "False" -> out.bool(false);
            default -> throw wrong(field, text, "a bool");
          };
    };
  }

  private static EvaluationException wrong(String field, String text, String wanted) {
    return new EvaluationException(
        "the grok field " + field + " is \"" + text + "\" (expected: " + wanted + ")");
  }
}
