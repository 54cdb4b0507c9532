package io.beltline.processor.redaction;

import io.beltline.components.patterns.Expressions;
import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.pattern.PatternSet;
import java.util.HashSet;
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
  private final KeySet allowed;
  private final KeySet ignored;
  private final boolean ignores;
  private final PatternSet ignoredPatterns;
  private final PatternSet blockedPatterns;

  KeyRules(RedactionProcessorConfig config) {
    this.all = config.allowAllKeys();
    Set<String> kept = new HashSet<>(config.allowedKeys());
    kept.addAll(Notes.KEYS);
    this.allowed = new KeySet(kept);
    this.ignored = new KeySet(new HashSet<>(config.ignoredKeys()));
    this.ignores = !config.ignoredKeys().isEmpty();
    this.ignoredPatterns = Expressions.compile(config.ignoredKeyPatterns());
    this.blockedPatterns = Expressions.compile(config.blockedKeyPatterns());
  }

  Verdict of(ByteRange key) {
    if (ignores(key)) {
      return Verdict.IGNORE;
    }
    if (!all && !allowed.contains(key)) {
      return Verdict.REMOVE;
    }
    return finds(blockedPatterns, key) ? Verdict.MASK : Verdict.LOOK;
  }

  /** What a key inside a value says: there, nothing is removed. */
  Verdict inside(ByteRange key) {
    if (ignores(key)) {
      return Verdict.IGNORE;
    }
    return finds(blockedPatterns, key) ? Verdict.MASK : Verdict.LOOK;
  }

  private boolean ignores(ByteRange key) {
    return (ignores && ignored.contains(key)) || finds(ignoredPatterns, key);
  }

  private static boolean finds(PatternSet patterns, ByteRange key) {
    return !patterns.isEmpty()
        && patterns.find(key.array(), key.offset(), key.offset() + key.length());
  }
}
