package io.beltline.ottl.context;

import io.beltline.api.Context;
import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.function.Function;

/** A map made of what travels beside telemetry. */
final class RequestMap extends Field {
  private final Function<Context, Slice> content;

  RequestMap(String name, Function<Context, Slice> content) {
    super(name, ValueKind.MAP);
    this.content = content;
  }

  @Override
  public void get(Execution x, Cell out) {
    out.map(content.apply(x.request()));
  }

  @Override
  public boolean set(Execution x, Cell value) {
    throw new EvaluationException("otelcol." + name() + " cannot be set");
  }

  @Override
  public boolean isWritable() {
    return false;
  }

  @Override
  public boolean isIndexed() {
    return true;
  }

  /** An entry of the map. */
  PathAccess indexed(String text, Keys keys, Layout layout) {
    return new PathAccess(text, layout.nextCell()) {
      @Override
      public void get(Execution x, Cell out) {
        RequestMap.this.get(x, out);
        keys.get(x, out);
      }

      @Override
      public boolean set(Execution x, Cell value) {
        return RequestMap.this.set(x, value);
      }

      @Override
      public boolean isWritable() {
        return false;
      }
    };
  }
}
