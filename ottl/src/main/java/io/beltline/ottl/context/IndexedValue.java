package io.beltline.ottl.context;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;

/** Something inside a value of any type: {@code body["a"]}. */
final class IndexedValue extends PathAccess {
  private final ValueField field;
  private final Keys keys;

  IndexedValue(String text, ValueField field, Keys keys, Layout layout) {
    super(text, layout.nextCell());
    this.field = field;
    this.keys = keys;
  }

  @Override
  public void get(Execution x, Cell out) {
    keys.get(indexed(x), 0, x, out);
  }

  @Override
  public boolean set(Execution x, Cell value) {
    Storable.check(text(), value);
    ValueWriter out = keys.writer(0, x);
    keys.set(indexed(x), 0, x, value, out);
    return field.replace(x, out.copy());
  }

  private AnyValueView indexed(Execution x) {
    AnyValueView value = field.value(x);
    int kind = value.valueCase();
    if (kind != AnyValueView.KVLIST_VALUE && kind != AnyValueView.ARRAY_VALUE) {
      throw new EvaluationException(
          "a "
              + field.name()
              + " that is "
              + new Cell().value(value).kind().words()
              + " cannot be indexed (expected: a map or a list)");
    }
    return value;
  }
}
