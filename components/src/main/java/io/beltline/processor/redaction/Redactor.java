package io.beltline.processor.redaction;

import io.beltline.model.otlp.AnyValueEditor;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.KeyValueEditor;
import io.beltline.model.otlp.Value;
import io.beltline.processor.redaction.KeyRules.Verdict;
import java.nio.charset.StandardCharsets;

/** Redacts attributes, values and texts of one request, and counts what it did. One thread. */
final class Redactor {
  private final RedactionRules rules;
  private final Notes notes = new Notes();
  private long removed;
  private long masked;

  Redactor(RedactionRules rules) {
    this.rules = rules;
  }

  long removed() {
    return removed;
  }

  long masked() {
    return masked;
  }

  /** Redacts attributes and notes in them what was done. */
  void attributes(AttributesEditor attributes) {
    if (!rules.hasWork(attributes)) {
      return;
    }
    String system = rules.database().isIdle() ? "" : DbSanitizer.system(attributes);
    for (EditCursor<KeyValueEditor> walk = attributes.each(); walk.next(); ) {
      KeyValueEditor item = walk.item();
      String key = item.key();
      switch (rules.keys().of(key)) {
        case IGNORE -> notes.ignored(key);
        case REMOVE -> {
          notes.removed(key);
          walk.remove();
        }
        case MASK -> {
          if (allows(item.value())) {
            notes.allowed(key);
          } else {
            maskAll(item.value());
            notes.masked(key);
          }
        }
        case LOOK -> {
          look(item, key, system);
          name(item, key);
        }
      }
    }
    finish(attributes, "redaction.");
  }

  private void look(KeyValueEditor item, String key, String system) {
    AnyValueEditor value = item.value();
    if (isText(value)) {
      String text = value.asString();
      if (rules.texts().allows(text)) {
        notes.allowed(key);
        return;
      }
      String clean = rules.attribute(key, text, system);
      if (!clean.equals(text)) {
        value.replace(Value.of(clean).encoded());
        notes.masked(key);
      }
    } else if (inside(value)) {
      notes.masked(key);
    }
  }

  private void name(KeyValueEditor item, String key) {
    if (rules.names() && rules.texts().mayBlock(key) && !rules.texts().allows(key)) {
      item.key(rules.texts().mask(key));
      masked++;
    }
  }

  private boolean allows(AnyValueView value) {
    return isText(value) && rules.texts().allows(value.asString());
  }

  private boolean isText(AnyValueView value) {
    return switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> true;
      case AnyValueView.BOOL_VALUE, AnyValueView.INT_VALUE, AnyValueView.DOUBLE_VALUE ->
          rules.allTypes();
      default -> false;
    };
  }

  private void maskAll(AnyValueEditor value) {
    value.replace(Value.of(rules.masking().maskAll(value.asString())).encoded());
  }

  /** Masks what is blocked inside a list, a map or bytes, at any depth; true if anything was. */
  private boolean inside(AnyValueEditor value) {
    return switch (value.valueCase()) {
      case AnyValueView.ARRAY_VALUE -> {
        boolean any = false;
        for (EditCursor<AnyValueEditor> walk = value.arrayValue().values(); walk.next(); ) {
          any |= element(walk.item());
        }
        yield any;
      }
      case AnyValueView.KVLIST_VALUE -> {
        boolean any = false;
        AttributesEditor entries = value.kvlistValue().values();
        for (EditCursor<KeyValueEditor> walk = entries.each(); walk.next(); ) {
          any |= entry(walk.item());
        }
        yield any;
      }
      case AnyValueView.BYTES_VALUE -> bytes(value);
      default -> false;
    };
  }

  private boolean entry(KeyValueEditor entry) {
    String key = entry.key();
    Verdict verdict = rules.keys().inside(key);
    if (verdict == Verdict.IGNORE) {
      return false;
    }
    boolean any = true;
    if (verdict == Verdict.MASK) {
      maskAll(entry.value());
    } else {
      any = element(entry.value());
    }
    long before = masked;
    name(entry, key);
    return any || masked > before;
  }

  private boolean element(AnyValueEditor value) {
    if (!isText(value)) {
      return inside(value);
    }
    String text = value.asString();
    if (rules.texts().allows(text)) {
      return false;
    }
    String clean = rules.texts().mask(text);
    if (clean.equals(text)) {
      return false;
    }
    value.replace(Value.of(clean).encoded());
    return true;
  }

  /** Bytes are looked at as if they were a text, and stay bytes. */
  private boolean bytes(AnyValueEditor value) {
    byte[] bytes = value.bytesValue().toByteArray();
    if (bytes.length == 0 || rules.texts().allows(new String(bytes, StandardCharsets.UTF_8))) {
      return false;
    }
    byte[] clean = rules.texts().mask(bytes);
    if (clean == null) {
      return false;
    }
    value.replace(Value.of(clean).encoded());
    return true;
  }

  /** Redacts the body of a log record and notes in its attributes what was done. */
  void body(AnyValueEditor body, AttributesEditor attributes) {
    switch (body.valueCase()) {
      case AnyValueView.KVLIST_VALUE -> bodyMap(body, "");
      case AnyValueView.ARRAY_VALUE -> bodyList(body, "");
      case 0 -> {}
      default -> bodyText(body, "body");
    }
    finish(attributes, "redaction.body.");
  }

  private void bodyMap(AnyValueEditor map, String path) {
    for (EditCursor<KeyValueEditor> walk = map.kvlistValue().values().each(); walk.next(); ) {
      KeyValueEditor entry = walk.item();
      String key = entry.key();
      String place = path.isEmpty() ? key : path + "." + key;
      switch (rules.keys().of(key)) {
        case IGNORE -> notes.ignored(place);
        case REMOVE -> {
          notes.removed(place);
          walk.remove();
        }
        case MASK -> {
          maskAll(entry.value());
          notes.masked(place);
        }
        case LOOK -> {
          bodyValue(entry.value(), place);
          name(entry, key);
        }
      }
    }
  }

  private void bodyList(AnyValueEditor list, String path) {
    int index = 0;
    for (EditCursor<AnyValueEditor> walk = list.arrayValue().values(); walk.next(); index++) {
      bodyValue(walk.item(), (path.isEmpty() ? "" : path + ".") + "[" + index + "]");
    }
  }

  private void bodyValue(AnyValueEditor value, String place) {
    switch (value.valueCase()) {
      case AnyValueView.KVLIST_VALUE -> bodyMap(value, place);
      case AnyValueView.ARRAY_VALUE -> bodyList(value, place);
      case 0 -> {}
      default -> bodyText(value, place);
    }
  }

  private void bodyText(AnyValueEditor value, String place) {
    if (value.valueCase() == AnyValueView.BYTES_VALUE) {
      if (bytes(value)) {
        notes.masked(place);
      }
      return;
    }
    String text = value.asString();
    if (rules.texts().allows(text)) {
      if (!place.equals("body")) {
        notes.allowed(place);
      }
      return;
    }
    String clean = rules.body(text);
    if (!clean.equals(text)) {
      value.replace(Value.of(clean).encoded());
      notes.masked(place);
    }
  }

  /** A text that is no value; the same text if nothing in it is blocked. */
  String text(String text) {
    if (!rules.names() || !rules.texts().mayBlock(text) || rules.texts().allows(text)) {
      return text;
    }
    masked++;
    return rules.texts().mask(text);
  }

  /** Whether a text that is no value has something blocked in it; no allocation. */
  boolean mayBlock(ByteRange text) {
    return rules.names() && rules.texts().mayBlock(text);
  }

  private void finish(AttributesEditor attributes, String prefix) {
    removed += notes.removals();
    masked += notes.masks();
    notes.write(attributes, rules.summary(), prefix);
  }
}
