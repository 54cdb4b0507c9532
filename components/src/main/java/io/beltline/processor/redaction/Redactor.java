package io.beltline.processor.redaction;

import io.beltline.model.otlp.AnyValueEditor;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.KeyValueEditor;

/** Redacts attributes, bodies and names of one request, and counts what it did. One thread. */
final class Redactor {
  private final RedactionRules rules;
  private final Inspector inspector;
  private final ValueRedactor values;
  private final BodyRedactor bodies;
  private final Notes notes = new Notes();
  private long removed;
  private long masked;

  Redactor(RedactionRules rules) {
    this.rules = rules;
    this.inspector = new Inspector(rules);
    this.values = new ValueRedactor(rules);
    this.bodies = new BodyRedactor(rules, values, notes);
  }

  long removed() {
    return removed;
  }

  long masked() {
    return masked + values.renamed();
  }

  /** Redacts attributes and notes in them what was done. */
  void attributes(AttributesEditor attributes) {
    int first = inspector.first(attributes);
    if (first < 0) {
      return;
    }
    String system = rules.database().isIdle() ? "" : DbSanitizer.system(attributes);
    EditCursor<KeyValueEditor> walk = attributes.each();
    for (int i = 0; walk.next(); i++) {
      if (i >= first) {
        attribute(walk, system);
      }
    }
    finish(attributes, "redaction.");
  }

  private void attribute(EditCursor<KeyValueEditor> walk, String system) {
    KeyValueEditor item = walk.item();
    switch (rules.keys().of(item.keyUtf8())) {
      case IGNORE -> notes.ignored(item.key());
      case REMOVE -> {
        notes.removed(shown(item));
        walk.remove();
      }
      case MASK -> {
        if (values.isText(item.value()) && values.allows()) {
          notes.allowed(shown(item));
        } else {
          values.maskAll(item.value());
          notes.masked(shown(item));
        }
        values.name(item);
      }
      case LOOK -> {
        look(item, system);
        values.name(item);
      }
    }
  }

  private String shown(KeyValueEditor item) {
    return values.shown(item.key());
  }

  private void look(KeyValueEditor item, String system) {
    AnyValueEditor value = item.value();
    TextBytes text = values.text();
    if (!values.isText(value)) {
      if (values.inside(value)) {
        notes.masked(shown(item));
      }
    } else if (values.allows()) {
      notes.allowed(shown(item));
    } else {
      byte[] clean = rules.attribute(item.keyUtf8(), text.array(), text.from(), text.to(), system);
      if (clean != null) {
        notes.masked(shown(item));
        ValueRedactor.put(value, clean);
      }
    }
  }

  /** Redacts the body of a log record and notes in its attributes what was done. */
  void body(AnyValueEditor body, AttributesEditor attributes) {
    bodies.body(body);
    finish(attributes, "redaction.body.");
  }

  /** A text that is no value; the same text if nothing in it is blocked. */
  String text(String before) {
    return values.name(before);
  }

  /** Whether a text that is no value has something blocked in it; no allocation. */
  boolean mayBlock(ByteRange name) {
    return rules.names() && rules.texts().mayBlock(name);
  }

  private void finish(AttributesEditor attributes, String prefix) {
    removed += notes.removals();
    masked += notes.masks();
    notes.write(attributes, rules.summary(), prefix);
  }
}
