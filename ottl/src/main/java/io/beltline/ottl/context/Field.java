package io.beltline.ottl.context;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import org.jspecify.annotations.Nullable;

/** A field of telemetry that a path can name. Immutable; safe for all threads. */
public abstract class Field {
  private final String name;
  private final @Nullable ValueKind kind;

  /** A field of a name whose values are of one kind, or of any: null. */
  protected Field(String name, @Nullable ValueKind kind) {
    this.name = name;
    this.kind = kind;
  }

  /** The name without its context, such as {@code status.code}. */
  public final String name() {
    return name;
  }

  /** What its values are, or null if that is seen only when they are read. */
  public final @Nullable ValueKind kind() {
    return kind;
  }

  /** Reads the value. */
  public abstract void get(Execution x, Cell out);

  /**
   * Sets the value.
   *
   * @return whether anything changed
   * @throws EvaluationException if the value does not fit
   */
  public abstract boolean set(Execution x, Cell value);

  /** Whether it can be set. */
  public boolean isWritable() {
    return true;
  }

  /** Whether it can be indexed. */
  public boolean isIndexed() {
    return false;
  }

  /** Fails unless a value is of the kind of this field. */
  protected final void expect(ValueKind wanted, Cell value) {
    if (!value.is(wanted)) {
      throw new EvaluationException(
          name + " takes " + wanted.words() + ", not " + value.kind().words());
    }
  }
}
