package io.beltline.processor.redaction;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueEditor;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.KeyValueEditor;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;
import io.beltline.processor.redaction.KeyRules.Verdict;
import io.beltline.processor.redaction.RedactionProcessorConfig.Summary;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Redacts single values and names, and what is inside of them. One thread. */
final class ValueRedactor {
  private final RedactionRules rules;
  private final TextBytes text = new TextBytes();
  private long renamed;

  ValueRedactor(RedactionRules rules) {
    this.rules = rules;
  }

  /** How many keys and names were masked. */
  long renamed() {
    return renamed;
  }

  /** The text that was shown last. */
  TextBytes text() {
    return text;
  }

  /** Whether a value is looked at as text, which is shown then. */
  boolean isText(AnyValueView value) {
    int kind = value.valueCase();
    return (kind == AnyValueView.STRING_VALUE || rules.allTypes()) && text.show(value);
  }

  /** Whether the text that is shown is to be left as it is. */
  boolean allows() {
    return rules.texts().allows(text.array(), text.from(), text.to());
  }

  /** Puts a clean text in place of a value. */
  static void put(AnyValueEditor value, byte[] clean) {
    if (value.valueCase() == AnyValueView.STRING_VALUE) {
      value.stringValue(Slice.of(clean));
    } else {
      value.replace(new WireWriter(clean.length + 8).bytes(1, clean).toSlice());
    }
  }

  /** Masks a value whole. */
  void maskAll(AnyValueEditor value) {
    value.replace(Value.of(rules.masking().maskAll(value.asString())).encoded());
  }

  /** Masks what is blocked inside a list, a map or bytes, at any depth; true if anything was. */
  boolean inside(AnyValueEditor value) {
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
    Verdict verdict = rules.keys().inside(entry.keyUtf8());
    if (verdict == Verdict.IGNORE) {
      return false;
    }
    boolean any = true;
    if (verdict == Verdict.MASK) {
      maskAll(entry.value());
    } else {
      any = element(entry.value());
    }
    long before = renamed;
    name(entry);
    return any || renamed > before;
  }

  private boolean element(AnyValueEditor value) {
    if (!isText(value)) {
      return inside(value);
    }
    if (allows()) {
      return false;
    }
    byte[] clean = rules.texts().mask(text.array(), text.from(), text.to());
    if (clean == null) {
      return false;
    }
    put(value, clean);
    return true;
  }

  /** Bytes are looked at as if they were a text, and stay bytes. */
  boolean bytes(AnyValueEditor value) {
    ByteRange bytes = value.bytesValue();
    if (bytes.isEmpty() || rules.texts().allows(bytes)) {
      return false;
    }
    byte[] clean =
        rules.texts().mask(bytes.array(), bytes.offset(), bytes.offset() + bytes.length());
    if (clean == null) {
      return false;
    }
    value.replace(Value.of(clean).encoded());
    return true;
  }

  /** Masks what is blocked in a key. */
  void name(KeyValueEditor item) {
    if (!rules.names()) {
      return;
    }
    ByteRange key = item.keyUtf8();
    if (rules.texts().mayBlock(key) && !rules.texts().allows(key)) {
      item.key(name(item.key()));
    }
  }

  /** A text that is no value; the same text if nothing in it is blocked. */
  String name(String before) {
    byte[] clean = masked(before);
    if (clean == null) {
      return before;
    }
    renamed++;
    return new String(clean, StandardCharsets.UTF_8);
  }

  /** A key as notes may show it. */
  String shown(String key) {
    byte[] clean = rules.summary() == Summary.DEBUG ? masked(key) : null; // others show no key
    return clean == null ? key : new String(clean, StandardCharsets.UTF_8);
  }

  private byte @Nullable [] masked(String name) {
    if (!rules.names()) {
      return null;
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return rules.texts().allows(bytes, 0, bytes.length)
        ? null
        : rules.texts().mask(bytes, 0, bytes.length);
  }
}
