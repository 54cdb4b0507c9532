package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.KeyValueAndUnitView;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import io.beltline.ottl.value.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a profile: indexes of a table that all profiles of a request share. Setting one
 * adds an entry to the table; entries of others are never changed.
 */
final class ProfileAttributes extends Field {
  ProfileAttributes() {
    super("attributes", ValueKind.MAP);
  }

  @Override
  public boolean isIndexed() {
    return true;
  }

  @Override
  public void get(Execution x, Cell out) {
    ValueWriter map = new ValueWriter();
    KeyValueAndUnitView entry = new KeyValueAndUnitView();
    for (int index : present(x)) {
      x.tables().attribute(index, entry);
      Slice value = entry.value().toSlice();
      int mark = map.beginMember();
      Slice key = x.tables().string(entry.keyStrindex());
      map.field(1, key.array(), key.offset(), key.end());
      map.field(2, value.array(), value.offset(), value.end());
      map.end(mark);
    }
    out.map(map.copy());
  }

  /** Without those that stand for nothing. */
  private static int[] present(Execution x) {
    return Arrays.stream(indices(x)).filter(index -> index != ProfileTables.NOTHING).toArray();
  }

  private static int[] indices(Execution x) {
    NumberCursor walk = x.profile().attributeIndices();
    int[] all = new int[walk.remaining()];
    for (int i = 0; walk.next(); i++) {
      all[i] = walk.asInt();
    }
    return all;
  }

  @Override
  public boolean set(Execution x, Cell value) {
    expect(ValueKind.MAP, value);
    Slice wanted = Slice.of(value.slice().toByteArray());
    Cell before = new Cell();
    get(x, before);
    if (before.slice().equals(wanted)) {
      return false;
    }
    x.profile().clearAttributeIndices();
    for (AttributesView walk = Values.entries(new Cell().map(wanted)); walk.next(); ) {
      put(x, walk.key(), walk.value().toSlice());
    }
    return true;
  }

  /** Sets one attribute. */
  static boolean put(Execution x, String key, Slice value) {
    int[] indices = indices(x);
    int place = -1;
    Slice name = Slice.utf8(key);
    KeyValueAndUnitView entry = new KeyValueAndUnitView();
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] == ProfileTables.NOTHING) {
        continue;
      }
      x.tables().attribute(indices[i], entry);
      if (x.tables().string(entry.keyStrindex()).equals(name)) {
        if (entry.value().toSlice().equals(value)) {
          return false;
        }
        place = i;
        break;
      }
    }
    int index = x.tables().attributeIndex(key, value);
    if (place < 0) {
      indices = Arrays.copyOf(indices, indices.length + 1);
      place = indices.length - 1;
    }
    indices[place] = index;
    x.profile().attributeIndices(indices);
    return true;
  }

  /** One attribute, or something inside it. */
  PathAccess indexed(String text, Keys keys, Layout layout) {
    return new PathAccess(text, layout.nextCell()) {
      @Override
      public void get(Execution x, Cell out) {
        ProfileAttributes.this.get(x, out);
        keys.get(x, out);
      }

      @Override
      public boolean set(Execution x, Cell value) {
        Storable.check(text(), value);
        String key = keys.text(0, x).name();
        ValueWriter out = new ValueWriter();
        if (keys.size() == 1) {
          out.value(value);
        } else {
          AnyValueView there = find(x, key);
          keys.set(there == null ? new AnyValueView() : there, 1, x, value, out);
        }
        return put(x, key, out.copy());
      }
    };
  }

  private @Nullable AnyValueView find(Execution x, String key) {
    Cell all = new Cell();
    get(x, all);
    return Values.entries(all).find(key);
  }
}
