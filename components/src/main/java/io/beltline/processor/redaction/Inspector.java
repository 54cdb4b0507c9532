package io.beltline.processor.redaction;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.processor.redaction.KeyRules.Verdict;

/** Finds the first attribute that has something to redact or to note. One thread. */
final class Inspector {
  private final RedactionRules rules;
  private final TextBytes text = new TextBytes();

  Inspector(RedactionRules rules) {
    this.rules = rules;
  }

  /** How many attributes stand before it, or -1 if there is none; allocates nothing for most. */
  int first(AttributesView attributes) {
    for (int i = 0; attributes.next(); i++) {
      if (needsWork(attributes)) {
        return i;
      }
    }
    return -1;
  }

  private boolean needsWork(AttributesView attribute) {
    ByteRange key = attribute.keyUtf8();
    Verdict verdict = rules.keys().of(key);
    if (verdict != Verdict.LOOK) {
      return verdict != Verdict.IGNORE || rules.notes();
    }
    if (rules.names() && rules.texts().mayBlock(key)) {
      return true;
    }
    return switch (attribute.valueCase()) {
      case AnyValueView.STRING_VALUE -> rules.sanitizes(key) || shows(attribute);
      case AnyValueView.BOOL_VALUE, AnyValueView.INT_VALUE, AnyValueView.DOUBLE_VALUE ->
          rules.allTypes() && (rules.sanitizes(key) || shows(attribute));
      default -> true;
    };
  }

  private boolean shows(AttributesView attribute) {
    if (!text.show(attribute)) {
      return true;
    }
    TextRules texts = rules.texts();
    return texts.allows(text.array(), text.from(), text.to())
        ? rules.notes()
        : texts.mayBlock(text.array(), text.from(), text.to());
  }
}
