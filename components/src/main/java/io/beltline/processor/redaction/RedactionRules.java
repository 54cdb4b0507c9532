package io.beltline.processor.redaction;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.processor.redaction.RedactionProcessorConfig.Summary;
import java.util.Set;

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
  private final boolean hasAllowedValues;
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
    this.hasAllowedValues = !config.allowedValues().isEmpty();
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

  /** Whether attributes have anything to redact or to note; allocates nothing for most. */
  boolean hasWork(AttributesView attributes) {
    if (!keys.isIdle() || urls || !database.isIdle() || allTypes || hasAllowedValues) {
      return attributes.count() > 0;
    }
    if (texts.isIdle()) {
      return false;
    }
    while (attributes.next()) {
      if (names && texts.mayBlock(attributes.keyUtf8())) {
        return true;
      }
      boolean found =
          switch (attributes.valueCase()) {
            case AnyValueView.STRING_VALUE -> texts.mayBlock(attributes.stringValueUtf8());
            case AnyValueView.ARRAY_VALUE, AnyValueView.KVLIST_VALUE, AnyValueView.BYTES_VALUE ->
                true;
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  /** The text of an attribute without what is not to be seen. */
  String attribute(String key, String text, String system) {
    String clean = texts.mask(text);
    if (urls && urlAttributes.contains(key)) {
      clean = UrlSanitizer.sanitize(clean);
    }
    return database.attribute(key, clean, system);
  }

  /** A text of a log body without what is not to be seen. */
  String body(String text) {
    String clean = texts.mask(text);
    if (urls) {
      clean = UrlSanitizer.sanitize(clean);
    }
    return database.body(clean);
  }
}
