package io.beltline.exporter.jaegerstorage;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.ValueWriter;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import java.util.HashSet;
import java.util.Set;

/**
 * Tags as Jaeger keeps them: a list of key, type and value, and an object with those that are
 * fields. Arrays and maps are texts that hold JSON, bytes are hexadecimal, and a number that JSON
 * cannot say is a text. One thread.
 */
final class TagList {
  private final TagFields fields;
  private final JsonBuffer list = new JsonBuffer(512);
  private final JsonBuffer object = new JsonBuffer(64);
  private final Set<String> named = new HashSet<>();
  private int entry;
  private int entryValue;

  TagList(TagFields fields) {
    this.fields = fields;
  }

  /** Begins anew. */
  TagList clear() {
    list.cut(0);
    list.beginArray();
    object.cut(0);
    object.beginObject();
    named.clear();
    return this;
  }

  /** Adds a text. */
  void text(String key, String value) {
    begin(key, "string").text(value);
    end(key);
  }

  /** Adds a text. */
  void text(String key, ByteRange value) {
    begin(key, "string").text(value);
    end(key);
  }

  /** Adds a truth. */
  void truth(String key) {
    begin(key, "bool").bool(true);
    end(key);
  }

  /** Adds all attributes but one of a name. */
  void all(AttributesView attributes, String but) {
    while (attributes.next()) {
      if (!attributes.keyUtf8().contentEquals(but)) {
        value(attributes.key(), attributes.value());
      }
    }
  }

  private void value(String key, AnyValueView value) {
    switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> text(key, value.stringValueUtf8());
      case AnyValueView.BOOL_VALUE -> {
        begin(key, "bool").bool(value.boolValue());
        end(key);
      }
      case AnyValueView.INT_VALUE -> {
        begin(key, "int64").number(value.intValue());
        end(key);
      }
      case AnyValueView.DOUBLE_VALUE -> number(key, value.doubleValue());
      case AnyValueView.BYTES_VALUE -> {
        begin(key, "binary").hex(value.bytesValue());
        list.endObject();
      }
      case AnyValueView.ARRAY_VALUE, AnyValueView.KVLIST_VALUE -> {
        JsonBuffer json = new JsonBuffer(64);
        new ValueWriter(json).value(value);
        begin(key, "string").text(json.toSlice().toUtf8());
        end(key);
      }
      default -> text(key, "");
    }
  }

  private void number(String key, double value) {
    if (Double.isFinite(value)) {
      begin(key, "float64").number(value);
      end(key);
    } else {
      text(key, Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
    }
  }

  private JsonBuffer begin(String key, String type) {
    entry = list.size();
    list.beginObject().name("key").text(key).name("type").text(type).name("value");
    entryValue = list.size();
    return list;
  }

  /** Ends an entry; a field goes to the object instead. */
  private void end(String key) {
    if (!fields.isEmpty() && fields.takes(key) && named.add(fields.field(key))) {
      object.name(fields.field(key)).json(list, entryValue, list.size());
      list.cut(entry);
    } else {
      list.endObject();
    }
  }

  /** Writes the list as {@code tags} and what is in the object as {@code tag}. */
  void write(JsonBuffer out) {
    list.endArray();
    out.name("tags").json(list);
    if (!named.isEmpty()) {
      object.endObject();
      out.name("tag").json(object);
    }
  }

  /** Writes the list under a name. */
  void write(JsonBuffer out, String name) {
    list.endArray();
    out.name(name).json(list);
  }
}
