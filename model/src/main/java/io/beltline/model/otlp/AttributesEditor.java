package io.beltline.model.otlp;

import io.beltline.model.Slice;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of something, to be changed. New ones go behind all other fields.
 *
 * <p>A walk with {@link #next} must not be continued after a change; use {@link #each} for that.
 */
public final class AttributesEditor extends AttributesView {
  private @Nullable EditCursor<KeyValueEditor> editors;

  AttributesEditor() {}

  @Override
  AttributesEditor of(MessageView message, int place) {
    super.of(message, place);
    return this;
  }

  /** Sets an attribute whether or not its key exists. Says whether anything changed. */
  public boolean upsert(Attribute attribute) {
    if (locate(attribute.key().utf8, -1)) {
      return overwrite(attribute.encoded());
    }
    add(attribute);
    return true;
  }

  /** Sets an attribute if its key does not exist. Says whether it did. */
  public boolean insert(Attribute attribute) {
    if (locate(attribute.key().utf8, -1)) {
      return false;
    }
    add(attribute);
    return true;
  }

  /** Sets an attribute if its key exists. Says whether anything changed. */
  public boolean update(Attribute attribute) {
    return locate(attribute.key().utf8, -1) && overwrite(attribute.encoded());
  }

  /** Adds an attribute without a look at its key: for things just made. */
  public void add(Attribute attribute) {
    Slice e = attribute.encoded();
    owner().edit().add(slot, e.array(), e.offset(), e.end());
    unread();
  }

  private boolean overwrite(Slice encoded) {
    MessageView message = owner();
    if (Arrays.equals(
        message.array, foundFrom, foundTo, encoded.array(), encoded.offset(), encoded.end())) {
      return false;
    }
    int tag = message.type.table[slot].tag();
    int place = foundTag - message.from;
    int before = foundTo - foundTag;
    int length = encoded.length();
    Edit edit = message.edit();
    edit.begin();
    int size = Wire.sizeOf(tag) + Wire.sizeOf(length) + length;
    int p = edit.splice(message.from + place, before, size);
    p = Wire.put(message.array, p, tag);
    p = Wire.put(message.array, p, length);
    System.arraycopy(encoded.array(), encoded.offset(), message.array, p, length);
    unread();
    return true;
  }

  /** Removes all attributes of a key. Says whether there was one. */
  public boolean delete(AttributeKey key) {
    MessageView message = owner();
    boolean any = false;
    int behind = -1;
    while (locate(key.utf8, behind)) {
      int place = foundTag - message.from;
      int size = foundTo - foundTag;
      Edit edit = message.edit();
      edit.begin();
      edit.splice(message.from + place, size, 0);
      behind = message.from + place;
      any = true;
      unread();
    }
    return any;
  }

  /** Removes the attributes that a test is true of, and says how many. */
  public int removeIf(Predicate<? super KeyValueEditor> test) {
    int removed = 0;
    for (EditCursor<KeyValueEditor> walk = each(); walk.next(); ) {
      if (test.test(walk.item())) {
        walk.remove();
        removed++;
      }
    }
    return removed;
  }

  /** Removes all attributes. */
  public void clear() {
    owner().edit().clear(slot);
    unread();
  }

  /** A walk in which attributes may be edited and removed. One at a time. */
  public EditCursor<KeyValueEditor> each() {
    EditCursor<KeyValueEditor> walk = editors;
    if (walk == null) {
      walk = new EditCursor<>(owner().edit(), slot, new KeyValueEditor());
      editors = walk;
    }
    return walk.restart();
  }

  /** Sets a text. See {@link #upsert(Attribute)}. */
  public boolean upsert(String key, String value) {
    return upsert(Attribute.of(key, value));
  }

  /** Sets an integer. See {@link #upsert(Attribute)}. */
  public boolean upsert(String key, long value) {
    return upsert(Attribute.of(key, value));
  }

  /** Sets a floating-point number. See {@link #upsert(Attribute)}. */
  public boolean upsert(String key, double value) {
    return upsert(Attribute.of(key, value));
  }

  /** Sets true or false. See {@link #upsert(Attribute)}. */
  public boolean upsert(String key, boolean value) {
    return upsert(Attribute.of(key, value));
  }

  /** Sets any value. See {@link #upsert(Attribute)}. */
  public boolean upsert(String key, Value value) {
    return upsert(Attribute.of(key, value));
  }

  /** Removes all attributes of a key. See {@link #delete(AttributeKey)}. */
  public boolean delete(String key) {
    return delete(AttributeKey.of(key));
  }
}
