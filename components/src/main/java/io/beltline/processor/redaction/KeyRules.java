package io.beltline.processor.redaction;

import io.beltline.ottl.pattern.TextPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a key says about its value. Safe for all threads. */
final class KeyRules {
  /** What is done. */
  enum Verdict {
    /** The value is left as it is. */
    IGNORE,
    /** The attribute is removed. */
    REMOVE,
    /** The value is masked whole. */
    MASK,
    /** The value decides. */
    LOOK
  }

  private final boolean all;
  private final Set<String> allowed;
  private final Set<String> ignored;
  private final List<TextPattern> ignoredPatterns;
  private final List<TextPattern> blockedPatterns;

  KeyRules(RedactionProcessorConfig config) {
    this.all = config.allowAllKeys();
    this.allowed = new HashSet<>(config.allowedKeys());
    this.allowed.addAll(Notes.KEYS);
    this.ignored = Set.copyOf(config.ignoredKeys());
    this.ignoredPatterns = Expressions.compile(config.ignoredKeyPatterns());
    this.blockedPatterns = Expressions.compile(config.blockedKeyPatterns());
  }

  /** Whether every key says LOOK. */
  boolean isIdle() {
    return all && ignored.isEmpty() && ignoredPatterns.isEmpty() && blockedPatterns.isEmpty();
  }

  Verdict of(String key) {
    if (ignored.contains(key) || TextRules.finds(ignoredPatterns, key)) {
      return Verdict.IGNORE;
    }
    if (!all && !allowed.contains(key)) {
      return Verdict.REMOVE;
    }
    return TextRules.finds(blockedPatterns, key) ? Verdict.MASK : Verdict.LOOK;
  }

  /** What a key inside a value says: there, nothing is removed. */
  Verdict inside(String key) {
    if (ignored.contains(key) || TextRules.finds(ignoredPatterns, key)) {
      return Verdict.IGNORE;
    }
    return TextRules.finds(blockedPatterns, key) ? Verdict.MASK : Verdict.LOOK;
  }
}
