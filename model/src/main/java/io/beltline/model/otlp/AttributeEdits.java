package io.beltline.model.otlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Edits of different keys with values known beforehand, to be made to one record after another. A
 * record that is written as usual and was not edited before is read once and written once for all
 * of them. What comes out is to the byte what the edits would make one by one.
 *
 * <p>Immutable and safe for all threads; make it once, at start.
 */
public final class AttributeEdits {
  /** More would make a look at each attribute long. */
  public static final int MOST = 8;

  final Kind[] kinds;
  final AttributeKey[] keys;
  final int[] marks;

  /** What is written; null where an attribute goes. */
  final @Nullable Attribute[] values;

  /** How many bytes a record may gain. */
  final int growth;

  /** What is done to the attribute of a key. */
  enum Kind {
    /** Put in if there is none. */
    INSERT,
    /** Written over if there is one. */
    UPDATE,
    /** Either. */
    UPSERT,
    /** Left out. */
    DELETE
  }

  private AttributeEdits(List<Kind> kinds, List<AttributeKey> keys, List<@Nullable Attribute> to) {
    this.kinds = kinds.toArray(Kind[]::new);
    this.keys = keys.toArray(AttributeKey[]::new);
    this.values = to.toArray(Attribute[]::new);
    this.marks = Arrays.stream(this.keys).mapToInt(key -> key.mark).toArray();
    int most = 0;
    for (Attribute value : to) {
      most += value == null ? 0 : value.encoded().length() + 12;
    }
    this.growth = most;
  }

  /** Collects edits. One thread. */
  public static Builder builder() {
    return new Builder();
  }

  int size() {
    return kinds.length;
  }

  /** One after another, whatever the record looks like. Says whether anything changed. */
  boolean each(AttributesEditor attributes) {
    boolean any = false;
    for (int i = 0; i < kinds.length; i++) {
      Attribute value = values[i];
      if (value == null) {
        any |= attributes.delete(keys[i]);
      } else {
        any |=
            switch (kinds[i]) {
              case INSERT -> attributes.insert(value);
              case UPDATE -> attributes.update(value);
              default -> attributes.upsert(value);
            };
      }
    }
    return any;
  }

  /** Edits to be made. */
  public static final class Builder {
    private final List<Kind> kinds = new ArrayList<>();
    private final List<AttributeKey> keys = new ArrayList<>();
    private final List<@Nullable Attribute> values = new ArrayList<>();

    private Builder() {}

    /** Whether an edit of this key can be one of them: {@link #MOST}, each key once. */
    public boolean takes(AttributeKey key) {
      return keys.size() < MOST && key.mark >= 0 && !keys.contains(key);
    }

    /** Puts an attribute in if its key does not exist. */
    public Builder insert(Attribute attribute) {
      return add(Kind.INSERT, attribute.key(), attribute);
    }

    /** Writes over an attribute if its key exists. */
    public Builder update(Attribute attribute) {
      return add(Kind.UPDATE, attribute.key(), attribute);
    }

    /** Sets an attribute whether or not its key exists. */
    public Builder upsert(Attribute attribute) {
      return add(Kind.UPSERT, attribute.key(), attribute);
    }

    /** Leaves all attributes of a key out. */
    public Builder delete(AttributeKey key) {
      return add(Kind.DELETE, key, null);
    }

    private Builder add(Kind kind, AttributeKey key, @Nullable Attribute value) {
      if (!takes(key)) {
        throw new IllegalArgumentException("not one of these: " + key + " (see takes)");
      }
      kinds.add(kind);
      keys.add(key);
      values.add(value);
      return this;
    }

    /** How many there are. */
    public int size() {
      return keys.size();
    }

    /** The edits. */
    public AttributeEdits build() {
      return new AttributeEdits(kinds, keys, values);
    }
  }
}
