package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.Value;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;

/** An attribute, or something inside it: {@code attributes["a"]["b"]}. */
final class IndexedMap extends PathAccess {
  private final MapField field;
  private final Keys keys;

  IndexedMap(String text, MapField field, Keys keys, Layout layout) {
    super(text, layout.nextCell());
    this.field = field;
    this.keys = keys;
  }

  @Override
  public void get(Execution x, Cell out) {
    AttributesEditor entries = field.entries(x);
    if (!entries.seek(keys.text(0, x))) {
      out.nil();
    } else if (keys.size() == 1) {
      out.value(entries);
    } else {
      keys.get(entries.value(), 1, x, out);
    }
  }

  @Override
  public Preset presetTo(Cell value) {
    AttributeKey key = keys.size() == 1 ? keys.constant(0) : null;
    if (key == null || !isStorable(value)) {
      return super.presetTo(value);
    }
    Attribute attribute = Attribute.of(key, new Value(new ValueWriter().value(value).copy()));
    return x -> field.entries(x).upsert(attribute);
  }

  private static boolean isStorable(Cell value) {
    return Storable.instead(value) == null;
  }

  @Override
  public boolean set(Execution x, Cell value) {
    Storable.check(text(), value);
    AttributeKey key = keys.text(0, x);
    AttributesEditor entries = field.entries(x);
    ValueWriter out = keys.writer(1, x);
    int entry = out.beginField(1);
    Slice name = key.utf8();
    out.raw(name.array(), name.offset(), name.end());
    out.end(entry);
    int mark = out.beginField(2);
    if (keys.size() == 1) {
      out.value(value);
    } else {
      AnyValueView there = entries.find(key);
      keys.set(there == null ? new AnyValueView() : there, 1, x, value, out);
    }
    out.end(mark);
    Slice encoded = out.slice();
    return entries.upsert(key, encoded.array(), encoded.offset(), encoded.end());
  }
}
