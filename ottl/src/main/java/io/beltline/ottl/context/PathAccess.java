package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.KeyValueListEditor;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;

/** A path of a statement, bound to the field it names. Immutable; safe for all threads. */
public abstract class PathAccess extends Expression {
  private final String text;
  private final int cell;

  /** A path as it was written, with a register for its value. */
  protected PathAccess(String text, int cell) {
    this.text = text;
    this.cell = cell;
  }

  @Override
  public final Cell eval(Execution x) {
    Cell out = x.cell(cell);
    get(x, out);
    return out;
  }

  /** Reads the value. */
  public abstract void get(Execution x, Cell out);

  /**
   * Sets the value. Nil is to be left out by the caller.
   *
   * @return whether anything changed
   * @throws EvaluationException if the value does not fit
   */
  public abstract boolean set(Execution x, Cell value);

  /** Whether it can be set. */
  public boolean isWritable() {
    return true;
  }

  /** Sets one value that is known before. */
  @FunctionalInterface
  public interface Preset {
    /** Sets the value and says whether anything changed. */
    boolean apply(Execution x);
  }

  /** What sets one value, which is a constant and not nil. */
  public Preset presetTo(Cell value) {
    return x -> set(x, value);
  }

  /** The path as it was written. */
  public final String text() {
    return text;
  }

  /** An edit of a map that says whether it changed anything. */
  @FunctionalInterface
  public interface MapEdit {
    /** Edits the entries. */
    boolean apply(AttributesEditor entries);
  }

  /**
   * Edits the map the path leads to: in place where it can be, else a copy that is put back.
   *
   * @return whether anything changed
   * @throws EvaluationException if there is no map
   */
  public boolean edit(Execution x, MapEdit edit) {
    Cell map = eval(x);
    if (!map.is(ValueKind.MAP)) {
      throw new EvaluationException(text + " is " + map.kind().words() + " (expected: a map)");
    }
    KeyValueListEditor copy = new KeyValueListEditor();
    copy.wrap(Slice.of(map.slice().toByteArray()));
    return edit.apply(copy.values()) && set(x, new Cell().map(copy.toSlice()));
  }

  /** A field that is not indexed. */
  static PathAccess of(String text, Field field, Layout layout) {
    return new Plain(text, field, layout.nextCell());
  }

  private static final class Plain extends PathAccess {
    private final Field field;

    Plain(String text, Field field, int cell) {
      super(text, cell);
      this.field = field;
    }

    @Override
    public void get(Execution x, Cell out) {
      field.get(x, out);
    }

    @Override
    public boolean set(Execution x, Cell value) {
      return field.set(x, value);
    }

    @Override
    public boolean isWritable() {
      return field.isWritable();
    }

    @Override
    public @org.jspecify.annotations.Nullable ValueKind kind() {
      return field.kind();
    }

    @Override
    public boolean edit(Execution x, MapEdit edit) {
      return field instanceof MapField map ? edit.apply(map.entries(x)) : super.edit(x, edit);
    }
  }
}
