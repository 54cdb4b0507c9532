package io.beltline.components.documents;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A document as a list of fields with dotted keys, of which each is written once: of several fields
 * of one key the last counts. A field whose key is the beginning of another one's path ({@code app}
 * beside {@code app.x}) becomes {@code app.value}, as an engine takes no field that is both a value
 * and an object; if there is an {@code app.value}, that one stays alone. What several things that
 * are alike ({@link #beginAlike}) have under one key becomes a list. Fields with nothing in them
 * are left out. Used again and again by one thread.
 */
public final class FlatDocument {
  private static final byte[] VALUE = ".value".getBytes(StandardCharsets.US_ASCII);

  private static final int FIELD = 5;

  /** What the paths of a document may take; a map for which they would take more is one value. */
  private static final int MOST_KEYS = 8 << 20;

  private final JsonBuffer values = new JsonBuffer(1024);
  private final ValueWriter writer = new ValueWriter(values);
  private final PathBuffer keys = new PathBuffer();

  /** For each field where its key begins and ends and its value does, and what it belongs to. */
  private int[] places = new int[FIELD * 32];

  private int count;
  private int alike;

  /** An empty document. */
  public FlatDocument() {}

  /** How many fields there are, for {@link #cut}. */
  public int count() {
    return count;
  }

  /** Takes back the fields that were added behind a count of before. */
  public void cut(int to) {
    count = Math.min(count, to);
    alike = 0;
    keys.cut(count == 0 ? 0 : places[FIELD * count - 4]);
    values.cut(valuesEnd());
  }

  private int valuesEnd() {
    return count == 0 ? 0 : places[FIELD * count - 2];
  }

  /**
   * Begins the next of several things that are alike, such as the events of a span: what is added
   * until the next one or the next {@link #cut} belongs to it.
   */
  public void beginAlike() {
    alike++;
  }

  /** Where the value of the next field goes; {@link #add} makes it a field. */
  public JsonBuffer next() {
    values.newLine(); // so that no comma is written in front of it
    return values;
  }

  /** Makes what was written since {@link #next} a field, if it is more than nothing. */
  public void add(String prefix, String key) {
    int from = keys.end();
    keys.append(prefix.getBytes(StandardCharsets.UTF_8), from);
    keys.append(key.getBytes(StandardCharsets.UTF_8), from);
    field(from);
  }

  /** Adds a text, unless it is empty. */
  public void text(String key, ByteRange text) {
    if (!text.isEmpty()) {
      next().text(text);
      add("", key);
    }
  }

  /** Adds a text, unless it is empty. */
  public void text(String key, String text) {
    if (!text.isEmpty()) {
      next().text(text);
      add("", key);
    }
  }

  /** Adds a whole number. */
  public void number(String key, long value) {
    next().number(value);
    add("", key);
  }

  /** Adds an id in hexadecimal, unless it is zero or absent. */
  public void id(String key, ByteRange id) {
    if (!id.isZero()) {
      next().hex(id);
      add("", key);
    }
  }

  /** Adds a time as RFC 3339. */
  public void time(String key, long unixNanos) {
    Times.rfc3339(next(), unixNanos);
    add("", key);
  }

  /** Adds attributes, each with its path behind a prefix; maps give a field for each leaf. */
  public void attributes(String prefix, AttributesView attributes) {
    int from = keys.end();
    keys.append(prefix.getBytes(StandardCharsets.UTF_8), from);
    byte[] path = keys.take(from);
    while (attributes.next()) {
      attribute(path, attributes.keyUtf8(), attributes.value());
    }
  }

  /** Adds an attribute under a key of its own. */
  public void attribute(String key, AnyValueView value) {
    leaf(key.getBytes(StandardCharsets.UTF_8), value);
  }

  /** Adds a value as one text: what is none as JSON. */
  public void valueAsText(String key, AnyValueView value) {
    JsonBuffer text = new JsonBuffer(64);
    new ValueWriter(text).value(value);
    boolean isText =
        value.valueCase() == AnyValueView.STRING_VALUE
            || value.valueCase() == AnyValueView.BYTES_VALUE;
    if (isText) {
      next().raw(text);
    } else {
      next().text(text.array(), 0, text.size());
    }
    add("", key);
  }

  private void attribute(byte[] path, ByteRange key, AnyValueView value) {
    int from = keys.end();
    keys.append(path, from);
    keys.append(key.array(), key.offset(), key.offset() + key.length(), from);
    leaf(keys.take(from), value);
  }

  private void leaf(byte[] key, AnyValueView value) {
    switch (value.valueCase()) {
      case 0 -> {} // nothing to write
      case AnyValueView.KVLIST_VALUE -> {
        if (hasRoomForPaths(key, value.kvlistValue().values())) {
          for (AttributesView inner = value.kvlistValue().values(); inner.next(); ) {
            attribute(key, inner.keyUtf8(), inner.value());
          }
        } else {
          next();
          writer.value(value);
          leafField(key);
        }
      }
      case AnyValueView.ARRAY_VALUE -> {
        if (value.arrayValue().values().next()) {
          next();
          array(value);
          leafField(key);
        }
      }
      default -> {
        next();
        writer.value(value);
        leafField(key);
      }
    }
  }

  /** Whether the path of a map may be repeated for each of its leaves. */
  private boolean hasRoomForPaths(byte[] path, AttributesView entries) {
    long leaves = 0;
    while (entries.next()) {
      leaves++;
    }
    return leaves * path.length <= MOST_KEYS - keys.end();
  }

  private void leafField(byte[] key) {
    int from = keys.end();
    keys.append(key, from);
    field(from);
  }

  /** Maps inside arrays are documents of their own, as deep as they may be nested. */
  private void array(AnyValueView value) {
    values.beginArray();
    for (var items = value.arrayValue().values(); items.next(); ) {
      AnyValueView item = items.item();
      switch (item.valueCase()) {
        case AnyValueView.KVLIST_VALUE -> {
          FlatDocument inner = new FlatDocument();
          inner.attributes("", item.kvlistValue().values());
          inner.write(values, Form.NESTED, Protected.NOTHING);
        }
        case AnyValueView.ARRAY_VALUE -> array(item);
        default -> writer.value(item);
      }
    }
    values.endArray();
  }

  /** The key from a place on belongs to the value that was written last. */
  private void field(int keyFrom) {
    int at = FIELD * count;
    if (at == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[at] = keyFrom;
    places[at + 1] = keys.end();
    places[at + 2] = valuesEnd() + 1; // behind the line's end
    places[at + 3] = values.size();
    places[at + 4] = alike;
    count++;
  }

  /** How keys are written. */
  public enum Form {
    /** As they are, with their dots. */
    FLAT,
    /** Each step of a path as an object. */
    NESTED
  }

  /** Writes the document as an object. It stays as it is and can be written again. */
  public void write(JsonBuffer out, Form form, Protected kept) {
    FieldOrder order = new FieldOrder(count);
    for (int i = 0; i < count; i++) {
      order.add(keys.copy(places[FIELD * i], places[FIELD * i + 1]), places[FIELD * i + FIELD - 1]);
    }
    order.settle(kept);
    out.beginObject();
    if (form == Form.FLAT) {
      for (int at = 0; at < order.size(); at++) {
        byte[] key = order.key(at);
        out.name(key, 0, key.length);
        value(out, order, order.field(at));
      }
    } else {
      new Nesting(out, order, field -> value(out, order, field)).write();
    }
    out.endObject();
  }

  /** The value of a field, or of several a list: what is one itself is joined to it. */
  private void value(JsonBuffer out, FieldOrder order, int last) {
    byte[] written = values.array();
    if (order.before(last) < 0) {
      out.raw(written, places[FIELD * last + 2], places[FIELD * last + 3]);
      return;
    }
    out.beginArray();
    for (int field : order.list(last)) {
      int from = places[FIELD * field + 2];
      int inner = written[from] == '[' ? 1 : 0;
      out.json(written, from + inner, places[FIELD * field + 3] - inner);
    }
    out.endArray();
  }

  /** The key that a value gets where its own is the beginning of a path. */
  static byte[] renamed(byte[] key) {
    byte[] longer = Arrays.copyOf(key, key.length + VALUE.length);
    System.arraycopy(VALUE, 0, longer, key.length, VALUE.length);
    return longer;
  }
}
