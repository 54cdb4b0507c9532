package io.beltline.service.plan;

import io.beltline.config.Suggestion;
import java.util.Collection;

/** Says what was probably meant. */
final class Nearest {
  private Nearest() {}

  /** Says in brackets what was expected instead of a word. */
  static String expected(String word, Collection<String> valid) {
    return valid.isEmpty() ? " (nothing is)" : Suggestion.expected(word, valid);
  }
}
