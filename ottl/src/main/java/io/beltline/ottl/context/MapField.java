package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.Values;
import java.util.function.Function;

/** Attributes, or another map of values that can be edited in place. */
final class MapField extends Field {
  private final Function<Execution, AttributesEditor> editor;

  MapField(String name, Function<Execution, AttributesEditor> editor) {
    super(name, ValueKind.MAP);
    this.editor = editor;
  }

  /** The entries. */
  AttributesEditor entries(Execution x) {
    return editor.apply(x);
  }

  @Override
  public boolean isIndexed() {
    return true;
  }

  @Override
  public void get(Execution x, Cell out) {
    out.map(Values.mapOf(entries(x), x.scratch()));
  }

  @Override
  public boolean set(Execution x, Cell value) {
    expect(ValueKind.MAP, value);
    Slice wanted = Slice.of(value.slice().toByteArray());
    AttributesEditor entries = entries(x);
    if (Values.mapOf(entries, x.scratch()).equals(wanted)) {
      return false;
    }
    entries.clear();
    for (var walk = Values.entries(new Cell().map(wanted)); walk.next(); ) {
      entries.add(new Attribute(AttributeKey.of(walk.key()), walk.item().toSlice()));
    }
    return true;
  }
}
