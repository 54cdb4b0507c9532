package io.beltline.components.documents;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes values and maps as JSON. Of several entries of one key the first counts, as in look-ups:
 * engines refuse a document in which a name stands twice. Bytes become lower-case hexadecimal, what
 * has no value becomes null. One thread.
 */
public final class ValueWriter {

  /** Chooses attributes by their key. */
  @FunctionalInterface
  public interface Choice {
    /** Every attribute. */
    Choice ALL = key -> true;

    /** True for an attribute to be written. */
    boolean takes(ByteRange key);
  }

  private final JsonBuffer out;
  private final List<KeySet> sets = new ArrayList<>();
  private int depth;

  /** A writer into a buffer. */
  public ValueWriter(JsonBuffer out) {
    this.out = out;
  }

  /** Writes a value. */
  public void value(AnyValueView value) {
    switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> out.text(value.stringValueUtf8());
      case AnyValueView.BOOL_VALUE -> out.bool(value.boolValue());
      case AnyValueView.INT_VALUE -> out.number(value.intValue());
      case AnyValueView.DOUBLE_VALUE -> out.number(value.doubleValue());
      case AnyValueView.BYTES_VALUE -> out.hex(value.bytesValue());
      case AnyValueView.ARRAY_VALUE -> {
        out.beginArray();
        for (var values = value.arrayValue().values(); values.next(); ) {
          value(values.item());
        }
        out.endArray();
      }
      case AnyValueView.KVLIST_VALUE -> object(value.kvlistValue().values());
      default -> out.nothing();
    }
  }

  /** Writes a map. */
  public void object(AttributesView entries) {
    out.beginObject();
    members(entries, Choice.ALL, false);
    out.endObject();
  }

  /**
   * Writes the members of a map without the braces around them.
   *
   * @param choice which of them
   * @param mapsAsText whether maps become texts that hold JSON
   */
  public void members(AttributesView entries, Choice choice, boolean mapsAsText) {
    KeySet names = enter();
    while (entries.next()) {
      ByteRange key = entries.keyUtf8();
      int start = out.size();
      if (!choice.takes(key)) {
        continue;
      }
      out.name(key);
      int name = out.array()[start] == ',' ? start + 1 : start;
      if (names.add(out.array(), name, out.size())) {
        member(entries, mapsAsText);
      } else {
        out.cut(start);
      }
    }
    depth--;
  }

  private void member(AttributesView entry, boolean mapsAsText) {
    switch (entry.valueCase()) {
      case AnyValueView.STRING_VALUE -> out.text(entry.stringValueUtf8());
      case AnyValueView.BOOL_VALUE -> out.bool(entry.boolValue());
      case AnyValueView.INT_VALUE -> out.number(entry.intValue());
      case AnyValueView.DOUBLE_VALUE -> out.number(entry.doubleValue());
      case AnyValueView.KVLIST_VALUE -> {
        if (mapsAsText) {
          JsonBuffer inner = new JsonBuffer(64);
          new ValueWriter(inner).value(entry.value());
          out.text(inner.array(), 0, inner.size());
        } else {
          value(entry.value());
        }
      }
      default -> value(entry.value());
    }
  }

  private KeySet enter() {
    if (depth == sets.size()) {
      sets.add(new KeySet());
    }
    KeySet names = sets.get(depth++);
    names.clear();
    return names;
  }
}
