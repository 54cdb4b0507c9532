package io.beltline.connector.exceptions;

import io.beltline.api.Meter;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.KeyValueView;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;

/** Bounds what a series keeps of a value. Safe for all threads. */
final class TextLimit {
  /** In bytes of UTF-8. */
  private static final int MOST = 2048;

  private final Meter.Counter cuts;

  /**
   * A limit.
   *
   * @param cuts counts the texts that were longer
   */
  TextLimit(Meter.Counter cuts) {
    this.cuts = cuts;
  }

  /** An attribute as it is kept: long texts are cut, other long values become a text first. */
  Attribute bound(Attribute attribute) {
    if (attribute.encoded().length() <= MOST) {
      return attribute;
    }
    KeyValueView pair = new KeyValueView();
    pair.wrap(attribute.encoded());
    AnyValueView value = pair.value();
    Slice own = value.hasStringValue() ? value.stringValueUtf8().toSlice() : value.toSlice();
    if (own.length() <= MOST) {
      return attribute;
    }
    Slice text = value.hasStringValue() ? own : Slice.utf8(value.asString());
    return Attribute.of(
        attribute.key(),
        new Value(new WireWriter(MOST + 8).bytes(AnyValueView.STRING_VALUE, cut(text)).toSlice()));
  }

  private Slice cut(Slice text) {
    if (text.length() <= MOST) {
      return text;
    }
    cuts.add(1);
    int end = MOST;
    while (end > MOST - 4 && (text.array()[text.offset() + end] & 0xC0) == 0x80) {
      end--; // a character stays whole
    }
    return text.slice(0, end);
  }
}
