package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueEditor;
import io.beltline.ottl.value.Cell;
import java.util.function.Function;

/** A value of any type that is a field of its own: the body of a log record. */
final class ValueField extends Field {
  private final Function<Execution, AnyValueEditor> editor;

  ValueField(String name, Function<Execution, AnyValueEditor> editor) {
    super(name, null);
    this.editor = editor;
  }

  AnyValueEditor value(Execution x) {
    return editor.apply(x);
  }

  @Override
  public boolean isIndexed() {
    return true;
  }

  @Override
  public void get(Execution x, Cell out) {
    out.value(value(x));
  }

  @Override
  public boolean set(Execution x, Cell value) {
    Storable.check(name(), value);
    return replace(x, x.scratch().reset().value(value).copy());
  }

  /** Puts encoded bytes in place of the value. */
  boolean replace(Execution x, Slice encoded) {
    AnyValueEditor there = value(x);
    if (there.toSlice().equals(encoded)) {
      return false;
    }
    there.replace(encoded);
    return true;
  }
}
