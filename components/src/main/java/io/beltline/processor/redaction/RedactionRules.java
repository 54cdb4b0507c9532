package io.beltline.processor.redaction;

import io.beltline.model.otlp.ByteRange;
import io.beltline.processor.redaction.RedactionProcessorConfig.Summary;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All rules, compiled. Safe for all threads. */
final class RedactionRules {
  private final KeyRules keys;
  private final TextRules texts;
  private final Masking masking;
  private final DbSanitizer database;
  private final boolean urls;
  private final Set<String> urlAttributes;
  private final boolean urlSpanNames;
  private final boolean databaseSpanNames;
  private final boolean allTypes;
  private final boolean names;
  private final KeySet sanitized;
  private final Summary summary;

  /**
   * Compiles a valid configuration.
   *
   * @param logs whether it is for logs, whose queries need not say for which database they are
   */
  RedactionRules(RedactionProcessorConfig config, boolean logs) {
    this.masking = new Masking(config.hashFunction(), config.hmacKey().reveal());
    this.keys = new KeyRules(config);
    this.texts = new TextRules(config.blockedValues(), config.allowedValues(), masking);
    this.database = new DbSanitizer(config.dbSanitizer(), logs);
    this.urls = config.urlSanitizer().enabled();
    this.urlAttributes = Set.copyOf(config.urlSanitizer().attributes());
    this.urlSpanNames = urls && config.urlSanitizer().sanitizeSpanName();
    this.databaseSpanNames = !database.isIdle() && config.dbSanitizer().sanitizeSpanName();
    this.allTypes = config.redactAllTypes();
    this.names = config.redactNames() && !texts.isIdle();
    Set<String> keys = new HashSet<>(database.keys());
    keys.addAll(urls ? urlAttributes : Set.of());
    this.sanitized = new KeySet(keys);
    this.summary = config.summary();
  }

  KeyRules keys() {
    return keys;
  }

  TextRules texts() {
    return texts;
  }

  Masking masking() {
    return masking;
  }

  DbSanitizer database() {
    return database;
  }

  Summary summary() {
    return summary;
  }

  boolean allTypes() {
    return allTypes;
  }

  /** Whether what is blocked is masked in names, keys, messages and descriptions. */
  boolean names() {
    return names;
  }

  boolean urlSpanNames() {
    return urlSpanNames;
  }

  boolean databaseSpanNames() {
    return databaseSpanNames;
  }

  /** Whether the text of an attribute is taken apart, as a URL or as a query. */
  boolean sanitizes(ByteRange key) {
    return sanitized.contains(key);
  }

  /** Whether it is noted what was done, and what was left alone. */
  boolean notes() {
    return summary != Summary.SILENT;
  }

  /** The text of an attribute without what is not to be seen, or null if there is nothing such. */
  byte @Nullable [] attribute(ByteRange key, byte[] text, int from, int to, String system) {
    byte[] masked = texts.mask(text, from, to);
    if (!sanitized.contains(key)) {
      return masked;
    }
    String name = key.toUtf8();
    String before = utf8(masked, text, from, to);
    String clean = urls && urlAttributes.contains(name) ? UrlSanitizer.sanitize(before) : before;
    clean = database.attribute(name, clean, system);
    return clean.equals(before) ? masked : clean.getBytes(StandardCharsets.UTF_8);
  }

  /** A text of a log body without what is not to be seen, or null if there is nothing such. */
  byte @Nullable [] body(byte[] text, int from, int to) {
    byte[] masked = texts.mask(text, from, to);
    if (!urls && database.isIdle()) {
      return masked;
    }
    String before = utf8(masked, text, from, to);
    String clean = database.body(urls ? UrlSanitizer.sanitize(before) : before);
    return clean.equals(before) ? masked : clean.getBytes(StandardCharsets.UTF_8);
  }

  private static String utf8(byte @Nullable [] masked, byte[] text, int from, int to) {
    return masked == null
        ? new String(text, from, to - from, StandardCharsets.UTF_8)
        : new String(masked, StandardCharsets.UTF_8);
  }
}
