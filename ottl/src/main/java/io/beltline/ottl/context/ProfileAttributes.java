package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.KeyValueAndUnitEditor;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.model.otlp.ProfilesDictionaryEditor;
import io.beltline.model.otlp.RangeCursor;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import io.beltline.ottl.value.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a profile: indexes of a table that all profiles of a request share. Setting one
 * adds an entry to the table; entries of others are never changed.
 *
 * <p>Source: <a
 * href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/profiles/v1development/profiles.proto">profiles.proto</a>,
 * "ProfilesDictionary".
 */
final class ProfileAttributes extends Field {
  /** The first entry of each table stands for nothing. */
  private static final int NOTHING = 0;

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
    for (int index : present(x)) {
      KeyValueAndUnitEditor entry = entry(x, index);
      Slice value = entry.value().toSlice();
      int mark = map.beginMember();
      byte[] key = string(x, entry.keyStrindex()).toByteArray();
      map.field(1, key, 0, key.length);
      map.field(2, value.array(), value.offset(), value.end());
      map.end(mark);
    }
    out.map(map.copy());
  }

  /** Without those that stand for nothing. */
  private static int[] present(Execution x) {
    return Arrays.stream(indices(x)).filter(index -> index != NOTHING).toArray();
  }

  private static int[] indices(Execution x) {
    NumberCursor walk = x.profile().attributeIndices();
    int[] all = new int[walk.remaining()];
    for (int i = 0; walk.next(); i++) {
      all[i] = walk.asInt();
    }
    return all;
  }

  private static KeyValueAndUnitEditor entry(Execution x, int index) {
    var walk = x.dictionary().attributeTable();
    for (int i = 0; walk.next(); i++) {
      if (i == index) {
        return walk.item();
      }
    }
    throw new EvaluationException("attribute index " + index + " is not in the table");
  }

  private static Slice string(Execution x, int index) {
    RangeCursor walk = x.dictionary().stringTable();
    for (int i = 0; walk.next(); i++) {
      if (i == index) {
        return walk.item().toSlice();
      }
    }
    throw new EvaluationException("string index " + index + " is not in the table");
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
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] == NOTHING) {
        continue;
      }
      KeyValueAndUnitEditor entry = entry(x, indices[i]);
      if (string(x, entry.keyStrindex()).equals(Slice.utf8(key))) {
        if (entry.value().toSlice().equals(value)) {
          return false;
        }
        place = i;
        break;
      }
    }
    int index = indexOf(x, key, value);
    if (place < 0) {
      indices = Arrays.copyOf(indices, indices.length + 1);
      place = indices.length - 1;
    }
    indices[place] = index;
    x.profile().attributeIndices(indices);
    return true;
  }

  /** Where the table has an entry; a new one goes behind all others. */
  private static int indexOf(Execution x, String key, Slice value) {
    int name = stringIndex(x, key);
    ProfilesDictionaryEditor dictionary = x.dictionary();
    int index = 0;
    for (var walk = dictionary.attributeTable(); walk.next(); index++) {
      if (index != NOTHING
          && walk.item().keyStrindex() == name
          && walk.item().unitStrindex() == 0
          && walk.item().value().toSlice().equals(value)) {
        return index;
      }
    }
    if (index == NOTHING) {
      dictionary.attributeTable().add();
      index++;
    }
    ValueWriter entry = new ValueWriter();
    entry.varintField(1, name);
    entry.field(2, value.array(), value.offset(), value.end());
    dictionary.attributeTable().add(entry.copy());
    return index;
  }

  private static int stringIndex(Execution x, String text) {
    int index = 0;
    for (RangeCursor walk = x.dictionary().stringTable(); walk.next(); index++) {
      if (walk.item().contentEquals(text)) {
        return index;
      }
    }
    if (index == 0) {
      x.dictionary().addStringTable("");
      index = 1;
    }
    x.dictionary().addStringTable(text);
    return index;
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
