package io.beltline.processor.redaction;

import io.beltline.components.patterns.Expressions;
import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.pattern.Matches;
import io.beltline.ottl.pattern.PatternSet;
import io.beltline.ottl.pattern.TextPattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are left alone and what of the others is masked. Safe for all threads.
 *
 * <p>One look at a text says which expression matches first, and one more after each that did: what
 * it put there may match the next.
 */
final class TextRules {
  private final PatternSet blocked;
  private final PatternSet allowed;
  private final Masking masking;

  TextRules(List<String> blocked, List<String> allowed, Masking masking) {
    this.blocked = Expressions.compile(blocked);
    this.allowed = Expressions.compile(allowed);
    this.masking = masking;
  }

  /** Whether there is nothing to look for. */
  boolean isIdle() {
    return blocked.isEmpty();
  }

  /** Whether a text is to be left as it is; no allocation. */
  boolean allows(byte[] text, int from, int to) {
    return !allowed.isEmpty() && allowed.find(text, from, to);
  }

  /** Whether a text is to be left as it is; no allocation. */
  boolean allows(ByteRange text) {
    return allows(text.array(), text.offset(), text.offset() + text.length());
  }

  /** Whether a text is to be left as it is. */
  boolean allows(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return allows(bytes, 0, bytes.length);
  }

  /** Whether something in a text is blocked; no allocation. */
  boolean mayBlock(byte[] text, int from, int to) {
    return to > from && blocked.find(text, from, to);
  }

  /** Whether something in a text is blocked; no allocation. */
  boolean mayBlock(ByteRange text) {
    return mayBlock(text.array(), text.offset(), text.offset() + text.length());
  }

  /** A text with all that is blocked masked, or null if that is the text itself. */
  byte @Nullable [] mask(byte[] text, int from, int to) {
    int pattern = blocked.first(text, from, to, 0);
    if (pattern < 0) {
      return null;
    }
    byte[] masked = Arrays.copyOfRange(text, from, to);
    while (pattern >= 0) {
      masked = replace(blocked.get(pattern), masked);
      pattern = blocked.first(masked, 0, masked.length, pattern + 1);
    }
    return Arrays.equals(masked, 0, masked.length, text, from, to) ? null : masked;
  }

  private byte[] replace(TextPattern pattern, byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 16);
    int copied = 0;
    for (Matches matches = pattern.matches(text); matches.next(); copied = matches.end()) {
      out.write(text, copied, matches.start() - copied);
      masking.mask(text, matches.start(), matches.end(), out);
    }
    out.write(text, copied, text.length - copied);
    return out.toByteArray();
  }
}
