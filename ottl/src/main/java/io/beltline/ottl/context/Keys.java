package io.beltline.ottl.context;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.Cursor;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of a path or of a converter's result, such as {@code ["a"][0]}. Immutable; safe for
 * all threads.
 */
public final class Keys {
  private static final int MAX_INDEX = 10_000;

  private final Expression[] keys;
  private final @Nullable AttributeKey[] constants;

  /** Indexes in their order. */
  public Keys(List<Expression> keys) {
    this.keys = keys.toArray(Expression[]::new);
    this.constants = new @Nullable AttributeKey[keys.size()];
    for (int i = 0; i < constants.length; i++) {
      Cell constant = this.keys[i].constant();
      if (constant != null && constant.is(ValueKind.STRING)) {
        constants[i] = AttributeKey.of(constant.text());
      }
    }
  }

  /** How many there are. */
  public int size() {
    return keys.length;
  }

  /** Whether those from a place on are constants: reading them evaluates nothing. */
  boolean areConstant(int first) {
    for (int i = first; i < keys.length; i++) {
      if (keys[i].constant() == null) {
        return false;
      }
    }
    return true;
  }

  /** Where a value is written while those from a place on are read, which may write as well. */
  ValueWriter writer(int first, Execution x) {
    return areConstant(first) ? x.scratch().reset() : new ValueWriter();
  }

  /** The text at a place if it is a constant, or null. */
  @Nullable AttributeKey constant(int i) {
    return constants[i];
  }

  /** The text at a place. */
  AttributeKey text(int i, Execution x) {
    AttributeKey constant = constants[i];
    if (constant != null) {
      return constant;
    }
    Cell key = keys[i].eval(x);
    if (!key.is(ValueKind.STRING)) {
      throw new EvaluationException(
          "a map is indexed with a string, not with " + key.kind().words());
    }
    return AttributeKey.of(key.text());
  }

  private int index(int i, Execution x, int size) {
    Cell key = keys[i].eval(x);
    if (!key.is(ValueKind.INT)) {
      throw new EvaluationException(
          "a list is indexed with an int, not with " + key.kind().words());
    }
    if (key.integer() < 0 || key.integer() >= size) {
      throw new EvaluationException(
          "index " + key.integer() + " is out of bounds of a list of " + size);
    }
    return (int) key.integer();
  }

  /** Reads what the indexes from a place on lead to. */
  void get(AnyValueView value, int first, Execution x, Cell out) {
    AnyValueView at = value;
    for (int i = first; i < keys.length; i++) {
      AnyValueView next = step(at, i, x);
      if (next == null) {
        out.nil();
        return;
      }
      at = next;
    }
    out.value(at);
  }

  private @Nullable AnyValueView step(AnyValueView value, int i, Execution x) {
    return switch (value.valueCase()) {
      case AnyValueView.KVLIST_VALUE -> value.kvlistValue().values().find(text(i, x));
      case AnyValueView.ARRAY_VALUE -> {
        Cursor<? extends AnyValueView> walk = value.arrayValue().values();
        int index = index(i, x, walk.remaining());
        for (int n = 0; n <= index; n++) {
          walk.next();
        }
        yield walk.item();
      }
      default -> throw notIndexed(value);
    };
  }

  private static EvaluationException notIndexed(AnyValueView value) {
    return new EvaluationException(
        new Cell().value(value).kind().words() + " cannot be indexed (expected: a map or a list)");
  }

  /** Reads what the indexes lead to in a map or list, in place; nil if a map has no such key. */
  public void get(Execution x, Cell cell) {
    get(view(x, cell), 0, x, cell);
  }

  /**
   * The same, where a key must be there.
   *
   * @throws EvaluationException if it is not
   */
  public void demand(Execution x, Cell cell) {
    AnyValueView at = view(x, cell);
    for (int i = 0; i < keys.length; i++) {
      AnyValueView next = step(at, i, x);
      if (next == null) {
        throw new EvaluationException("the map has no key \"" + text(i, x).name() + "\"");
      }
      at = next;
    }
    cell.value(at);
  }

  private static AnyValueView view(Execution x, Cell cell) {
    ValueWriter scratch = x.scratch().reset().value(cell);
    AnyValueView view = new AnyValueView();
    view.wrap(scratch.copy());
    return view;
  }

  /**
   * Writes a value as it is when what the indexes from a place on lead to is set: maps and lists
   * that are not there are made.
   */
  void set(AnyValueView value, int i, Execution x, Cell wanted, ValueWriter out) {
    if (i == keys.length) {
      out.value(wanted);
      return;
    }
    switch (value.valueCase()) {
      case AnyValueView.KVLIST_VALUE -> setEntry(value, i, x, wanted, out);
      case AnyValueView.ARRAY_VALUE -> setElement(value, i, x, wanted, out);
      case 0 -> create(i, x, wanted, out);
      default -> throw notIndexed(value);
    }
  }

  private void setEntry(AnyValueView value, int i, Execution x, Cell wanted, ValueWriter out) {
    AttributeKey key = text(i, x);
    boolean found = false;
    int map = out.beginMap();
    for (AttributesView walk = value.kvlistValue().values(); walk.next(); ) {
      if (!found && walk.keyUtf8().contentEquals(key.name())) {
        found = true;
        long entry = out.beginEntry(utf8(key));
        set(walk.value(), i + 1, x, wanted, out);
        out.endEntry(entry);
      } else {
        var slice = walk.item().toSlice();
        out.member(slice.array(), slice.offset(), slice.end());
      }
    }
    if (!found) {
      newEntry(key, i, x, wanted, out);
    }
    out.end(map);
  }

  private void newEntry(AttributeKey key, int i, Execution x, Cell wanted, ValueWriter out) {
    long entry = out.beginEntry(utf8(key));
    set(new AnyValueView(), i + 1, x, wanted, out);
    out.endEntry(entry);
  }

  private static byte[] utf8(AttributeKey key) {
    return key.name().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private void setElement(AnyValueView value, int i, Execution x, Cell wanted, ValueWriter out) {
    Cursor<? extends AnyValueView> walk = value.arrayValue().values();
    int index = index(i, x, walk.remaining());
    int list = out.beginList();
    for (int n = 0; walk.next(); n++) {
      int element = out.beginMember();
      if (n == index) {
        set(walk.item(), i + 1, x, wanted, out);
      } else {
        var slice = walk.item().toSlice();
        out.raw(slice.array(), slice.offset(), slice.end());
      }
      out.end(element);
    }
    out.end(list);
  }

  private void create(int i, Execution x, Cell wanted, ValueWriter out) {
    Cell key = constants[i] == null ? keys[i].eval(x) : new Cell().text("");
    if (!key.is(ValueKind.INT)) {
      int map = out.beginMap();
      newEntry(text(i, x), i, x, wanted, out);
      out.end(map);
      return;
    }
    long index = key.integer();
    if (index < 0 || index > MAX_INDEX) {
      throw new EvaluationException(
          "index " + index + " is out of bounds of a new list (expected: 0 to " + MAX_INDEX + ")");
    }
    int list = out.beginList();
    for (long n = 0; n < index; n++) {
      out.end(out.beginMember());
    }
    int element = out.beginMember();
    set(new AnyValueView(), i + 1, x, wanted, out);
    out.end(element);
    out.end(list);
  }
}
