package io.beltline.receiver.zipkin;

import io.beltline.model.otlp.Value;
import org.jspecify.annotations.Nullable;

/**
 * The value of a tag.
 *
 * @param text the value as text
 * @param typed the value where it came with a type, else null
 */
record Tag(String text, @Nullable Value typed) {

  /** A text, the only kind of value that version 2 knows. */
  static Tag of(String text) {
    return new Tag(text, null);
  }

  /** An integer of version 1. */
  static Tag of(long number) {
    return new Tag(Long.toString(number), Value.of(number));
  }

  /** A floating-point number of version 1. */
  static Tag of(double number) {
    return new Tag(Double.toString(number), Value.of(number));
  }

  /** A flag of version 1. */
  static Tag of(boolean flag) {
    return new Tag(Boolean.toString(flag), Value.of(flag));
  }

  /** The value to write: the text's own, or what it looks like. */
  Value value(boolean parse) {
    if (typed != null) {
      return typed;
    }
    return parse ? StringTags.parse(text) : Value.of(text);
  }
}
