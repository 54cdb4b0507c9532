package io.beltline.model.otlp;

import io.beltline.model.Slice;
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

  /** A bit for the {@link #likeness} of each key: most attributes are none of these. */
  final long likely;

  /** What is written; null where an attribute goes. */
  final @Nullable Attribute[] values;

  /** What is written with a length before it and room for a tag; empty where an attribute goes. */
  final byte[][] fields;

  /** Whether an attribute is put in where there is none. */
  final boolean[] adds;

  /** Whether an attribute that is there is written over or goes. */
  final boolean[] replaces;

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
    long bits = 0;
    for (int mark : marks) {
      bits |= 1L << likeness(mark);
    }
    this.likely = bits;
    this.fields = new byte[values.length][];
    this.adds = new boolean[values.length];
    this.replaces = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      Attribute value = values[i];
      fields[i] = value == null ? MessageView.NOTHING : field(value);
      adds[i] = kinds.get(i) == Kind.INSERT || kinds.get(i) == Kind.UPSERT;
      replaces[i] = kinds.get(i) != Kind.INSERT;
    }
  }

  /** A number below 64 made of a key's length and first byte, which a mark starts with. */
  static int likeness(long mark) {
    return (int) (mark + (mark >>> 8 & 0xff) * 11) & 63;
  }

  private static byte[] field(Attribute value) {
    Bytes bytes = new Bytes();
    Slice encoded = value.encoded();
    bytes.field(1, encoded.array(), encoded.offset(), encoded.end());
    return Arrays.copyOf(bytes.array, bytes.size);
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
