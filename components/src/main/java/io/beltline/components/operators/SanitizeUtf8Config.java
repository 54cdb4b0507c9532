package io.beltline.components.operators;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import java.nio.charset.StandardCharsets;

/**
 * {@code sanitize_utf8}: makes a text of bytes, with U+FFFD for what is none.
 *
 * @param step the keys of every operator
 * @param field the text or the bytes
 */
public record SanitizeUtf8Config(
    @Squash StepConfig step, @Default("body") @Doc("The text or the bytes.") Field field)
    implements OperatorConfig {
  private static final char MARK = '\ufffd';

  @Override
  public Operator operator(Parts parts) {
    Operator texts = TextChange.of(field, SanitizeUtf8Config::marked);
    return (entry, out) -> {
      if (field.in(entry) instanceof byte[] bytes) {
        field.set(entry, new String(bytes, StandardCharsets.UTF_8));
      }
      texts.process(entry, out);
    };
  }

  /** Texts from escapes (JSON's) may have halves of characters. */
  private static String marked(String text) {
    StringBuilder marked = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      boolean half = codePoint <= 0xffff && Character.isSurrogate((char) codePoint);
      marked.appendCodePoint(half ? MARK : codePoint);
      i += Character.charCount(codePoint);
    }
    return marked.toString();
  }
}
