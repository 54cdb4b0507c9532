package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;

/** The trace state of a span: a text whose entries can be read and set by key. */
final class TraceStateField extends Field {
  TraceStateField() {
    super("trace_state", ValueKind.STRING);
  }

  @Override
  public boolean isIndexed() {
    return true;
  }

  @Override
  public void get(Execution x, Cell out) {
    out.text(x.span().traceStateUtf8());
  }

  @Override
  public boolean set(Execution x, Cell value) {
    expect(ValueKind.STRING, value);
    ByteRange before = x.span().traceStateUtf8();
    Slice wanted = Fields.valid(value);
    if (before.contentEquals(wanted.toByteArray())) {
      return false;
    }
    x.span().traceState(wanted);
    return true;
  }
}
