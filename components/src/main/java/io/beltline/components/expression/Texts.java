package io.beltline.components.expression;

import io.beltline.ottl.pattern.TextPattern;
import java.nio.charset.StandardCharsets;

/** Finds patterns in texts. */
final class Texts {
  private Texts() {}

  static boolean finds(TextPattern pattern, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return pattern.find(bytes, 0, bytes.length);
  }
}
