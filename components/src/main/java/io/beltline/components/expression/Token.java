package io.beltline.components.expression;

import org.jspecify.annotations.Nullable;

/**
 * A word of an expression.
 *
 * @param type what it is
 * @param text as it is written; of a text its content
 * @param value of a number its value
 * @param at where it begins
 */
record Token(Type type, String text, @Nullable Object value, int at) {

  enum Type {
    NAME,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  boolean is(String word) {
    return (type == Type.SIGN || type == Type.NAME) && text.equals(word);
  }

  String shown() {
    return type == Type.END ? "the end" : "\"" + text + "\"";
  }
}
