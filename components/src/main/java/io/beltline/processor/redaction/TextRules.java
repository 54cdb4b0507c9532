package io.beltline.processor.redaction;

import com.google.re2j.Matcher;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.pattern.TextPattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are left alone and what of the others is masked. Safe for all threads.
 *
 * <p>A text is looked at once for each expression; a slower look is taken only from where a match
 * can begin.
 */
final class TextRules {
  private final List<TextPattern> blocked;
  private final List<TextPattern> allowed;
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

  /** Whether a text is to be left as it is. */
  boolean allows(String text) {
    return !allowed.isEmpty() && finds(allowed, text);
  }

  /** Whether something in a text is blocked; no allocation. */
  boolean mayBlock(ByteRange text) {
    return !text.isEmpty()
        && finds(blocked, text.array(), text.offset(), text.offset() + text.length());
  }

  /** Whether something in a text is blocked. */
  boolean mayBlock(String text) {
    return !text.isEmpty() && finds(blocked, text);
  }

  /** Whether an expression is found in a text. */
  static boolean finds(List<TextPattern> patterns, String text) {
    if (patterns.isEmpty()) {
      return false;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return finds(patterns, bytes, 0, bytes.length);
  }

  private static boolean finds(List<TextPattern> patterns, byte[] text, int from, int to) {
    for (TextPattern pattern : patterns) {
      if (pattern.find(text, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** A text with all that is blocked masked; the same text if nothing is. */
  String mask(String text) {
    if (blocked.isEmpty()) {
      return text;
    }
    byte[] masked = mask(text.getBytes(StandardCharsets.UTF_8));
    return masked == null ? text : new String(masked, StandardCharsets.UTF_8);
  }

  /** Bytes with all that is blocked masked, or null if nothing is. */
  byte @Nullable [] mask(byte[] text) {
    byte[] masked = text;
    boolean any = false;
    for (TextPattern pattern : blocked) {
      int candidate = pattern.earliest(masked, 0, masked.length);
      if (candidate >= 0) {
        masked = replace(pattern, masked, candidate);
        any = true;
      }
    }
    return any ? masked : null;
  }

  private byte[] replace(TextPattern pattern, byte[] text, int first) {
    Matcher matcher = pattern.re2().matcher(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    int copied = 0;
    for (boolean found = matcher.find(first); found; found = matcher.find()) {
      boolean nothing = matcher.end() == matcher.start();
      if (nothing && matcher.start() == copied && copied > 0) {
        continue; // right behind the last match
      }
      out.write(text, copied, matcher.start() - copied);
      String match = new Slice(text, matcher.start(), matcher.end() - matcher.start()).toUtf8();
      out.writeBytes(masking.mask(match).getBytes(StandardCharsets.UTF_8));
      copied = matcher.end();
    }
    out.write(text, copied, text.length - copied);
    return out.toByteArray();
  }
}
