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
  private static final int NOT_INDEXED = -1;

  private @Nullable EditCursor<KeyValueEditor> editors;
  private final AttributeIndex index = new AttributeIndex();
  private final AttributePass pass = new AttributePass();

  /** Which attribute of the index {@link #locate} found. */
  private int entry;

  AttributesEditor() {}

  @Override
  AttributesEditor of(MessageView message, int place) {
    hold(message, place);
    return this;
  }

  /** From the second look-up in an outermost message on, it is read no more. */
  @Override
  boolean locate(AttributeKey key, int behind) {
    MessageView message = owner();
    Edit edit = message.edit();
    entry = NOT_INDEXED;
    if (edit.parent != null) {
      return read(key.utf8, behind);
    }
    if (index.holds(edit)) {
      index.askedAgain();
    } else {
      if (behind >= 0 || !index.isWorthIt(edit)) {
        return read(key.utf8, behind);
      }
      index.read(edit, message.type.table[slot].tag());
    }
    int from = message.from;
    int found = index.find(key, message, behind - from);
    if (found < 0) {
      int known = from + index.known();
      return known < message.to && read(key.utf8, Math.max(behind, known));
    }
    entry = found;
    foundTag = from + index.place(found);
    foundFrom = foundTag + 2;
    foundTo = foundFrom + message.array[foundTag + 1];
    return true;
  }

  /** Whether the index holds, so that it is to follow what is written next. */
  private boolean follows(Edit edit) {
    return edit.parent == null && index.holds(edit);
  }

  /** The tag of each attribute. */
  int tag() {
    return owner().type.table[slot].tag();
  }

  /** Makes several edits. Says whether anything changed. */
  public boolean apply(AttributeEdits edits) {
    MessageView message = owner();
    Edit edit = message.edit();
    int tag = tag();
    byte[] before = message.array;
    int from = message.from;
    int to = message.to;
    if (!edit.isFresh() || !pass.read(edits, before, from, to, tag)) {
      return edits.each(this);
    }
    if (!pass.changes(edits, before)) {
      return false;
    }
    Bytes out = edit.rewrite();
    int start = out.size;
    pass.write(edits, before, from, to, tag, out);
    edit.rewritten(out, start);
    unread();
    return true;
  }

  /** Sets an attribute whether or not its key exists. Says whether anything changed. */
  public boolean upsert(Attribute attribute) {
    if (locate(attribute.key(), -1)) {
      return overwrite(attribute.encoded());
    }
    add(attribute);
    return true;
  }

  /** Sets an attribute if its key does not exist. Says whether it did. */
  public boolean insert(Attribute attribute) {
    if (locate(attribute.key(), -1)) {
      return false;
    }
    add(attribute);
    return true;
  }

  /** Sets an attribute if its key exists. Says whether anything changed. */
  public boolean update(Attribute attribute) {
    return locate(attribute.key(), -1) && overwrite(attribute.encoded());
  }

  /**
   * Sets an attribute whether or not its key exists, from the content of its KeyValue. Says whether
   * anything changed.
   */
  public boolean upsert(AttributeKey key, byte[] array, int from, int to) {
    if (locate(key, -1)) {
      return overwrite(array, from, to);
    }
    add(key, array, from, to);
    return true;
  }

  /** Adds an attribute without a look at its key: for things just made. */
  public void add(Attribute attribute) {
    Slice e = attribute.encoded();
    add(attribute.key(), e.array(), e.offset(), e.end());
  }

  private void add(AttributeKey key, byte[] array, int from, int to) {
    MessageView message = owner();
    Edit edit = message.edit();
    int place = message.to - message.from;
    boolean follows = follows(edit);
    edit.add(slot, array, from, to);
    if (follows) {
      index.added(key, place, edit);
    }
    unread();
  }

  private boolean overwrite(Slice encoded) {
    return overwrite(encoded.array(), encoded.offset(), encoded.end());
  }

  private boolean overwrite(byte[] array, int from, int to) {
    MessageView message = owner();
    if (Arrays.equals(message.array, foundFrom, foundTo, array, from, to)) {
      return false;
    }
    int tag = message.type.table[slot].tag();
    int place = foundTag - message.from;
    int before = foundTo - foundTag;
    int length = to - from;
    Edit edit = message.edit();
    boolean follows = follows(edit);
    edit.begin();
    int size = Wire.sizeOf(tag) + Wire.sizeOf(length) + length;
    int p = edit.splice(message.from + place, before, size);
    p = Wire.put(message.array, p, tag);
    p = Wire.put(message.array, p, length);
    System.arraycopy(array, from, message.array, p, length);
    if (follows) {
      index.resized(entry, before, size, edit);
    }
    unread();
    return true;
  }

  /** Removes all attributes of a key. Says whether there was one. */
  public boolean delete(AttributeKey key) {
    MessageView message = owner();
    boolean any = false;
    int behind = -1;
    while (locate(key, behind)) {
      int place = foundTag - message.from;
      int size = foundTo - foundTag;
      Edit edit = message.edit();
      boolean follows = follows(edit);
      edit.begin();
      edit.splice(message.from + place, size, 0);
      if (follows) {
        index.resized(entry, size, 0, edit);
      }
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
