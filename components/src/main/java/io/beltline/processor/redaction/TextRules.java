package io.beltline.processor.redaction;

import com.google.re2j.Matcher;
import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.pattern.TextPattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are left alone and what of the others is masked. Safe for all threads.
 *
 * <p>A text is looked at once for each expression, whatever is in it.
 */
final class TextRules {
  private final List<TextPattern> blocked;
  private final List<TextPattern> allowed;
  private final @Nullable TextPattern anyBlocked;
  private final Masking masking;

  TextRules(List<String> blocked, List<String> allowed, Masking masking) {
    this.blocked = Expressions.compile(blocked);
    this.allowed = Expressions.compile(allowed);
    this.anyBlocked = blocked.size() > 1 ? Expressions.union(blocked) : null;
    this.masking = masking;
  }

  /** Whether there is anything to look for. */
  boolean isIdle() {
    return blocked.isEmpty();
  }

  /** Whether a text is to be left as it is. */
  boolean allows(String text) {
    return !allowed.isEmpty() && finds(allowed, text);
  }

  /** Whether a text can be blocked; no allocation. */
  boolean mayBlock(ByteRange text) {
    return mayBlock(text.array(), text.offset(), text.offset() + text.length());
  }

  /** Whether a text can be blocked. */
  boolean mayBlock(String text) {
    if (blocked.isEmpty()) {
      return false;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return mayBlock(bytes, 0, bytes.length);
  }

  private boolean mayBlock(byte[] text, int from, int to) {
    if (anyBlocked != null) {
      return anyBlocked.find(text, from, to);
    }
    for (TextPattern pattern : blocked) {
      if (pattern.find(text, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an expression is found in a text. */
  static boolean finds(List<TextPattern> patterns, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (TextPattern pattern : patterns) {
      if (pattern.find(bytes, 0, bytes.length)) {
        return true;
      }
    }
    return false;
  }

  /** A text with all that is blocked masked; the same text if nothing is. */
  String mask(String text) {
    if (!mayBlock(text)) {
      return text;
    }
    String masked = text;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (TextPattern pattern : blocked) {
      if (pattern.find(bytes, 0, bytes.length)) {
        masked = replace(pattern, masked);
        bytes = masked.getBytes(StandardCharsets.UTF_8);
      }
    }
    return masked;
  }

  private String replace(TextPattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    while (matcher.find()) {
      out.append(text, copied, matcher.start()).append(masking.mask(matcher.group()));
      copied = matcher.end();
    }
    return out.append(text, copied, text.length()).toString();
  }
}
