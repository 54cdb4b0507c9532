package io.beltline.model.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message type as a table of fields: what the shared code needs to know of it.
 *
 * <p>Immutable once the class {@link OtlpTypes} is initialised.
 */
public final class MessageType {
  static final short UNKNOWN = -1;
  static final short REPEATED = 0x100;
  static final short ONEOF = 0x200;
  static final short MERGED = 0x400;

  private final String name;
  private List<Field> fields = List.of();
  private FieldNames names = new FieldNames(List.of());
  private @Nullable Field[] byNumber = new @Nullable Field[0];
  private final boolean nests;

  /** By tag: the field's place in {@link #fields} and flags, or UNKNOWN. */
  short[] byTag = new short[0];

  /** By place. */
  Field[] table = new Field[0];

  /** By place: the bits of the members of the same oneof. */
  long[] rivals = new long[0];

  /** By oneof: the bits of its members. */
  long[] members = new long[0];

  MessageType(String name) {
    this.name = name;
    this.nests = name.endsWith(".AnyValue");
  }

  void define(Field... all) {
    table = all;
    fields = List.of(all);
    names = new FieldNames(fields);
    int most = 0;
    int oneofs = 0;
    for (Field field : all) {
      most = Math.max(most, field.number());
      oneofs = Math.max(oneofs, field.oneof() + 1);
    }
    members = new long[oneofs];
    rivals = new long[all.length];
    for (int slot = 0; slot < all.length; slot++) {
      if (all[slot].oneof() >= 0) {
        members[all[slot].oneof()] |= 1L << slot;
      }
    }
    byNumber = new @Nullable Field[most + 1];
    byTag = new short[(most + 1) * 8];
    Arrays.fill(byTag, UNKNOWN);
    for (int slot = 0; slot < all.length; slot++) {
      Field field = all[slot];
      byNumber[field.number()] = field;
      int entry = slot;
      if (field.repeated()) {
        entry |= REPEATED;
      } else if (field.oneof() >= 0) {
        entry |= ONEOF;
        rivals[slot] = members[field.oneof()];
      } else if (field.kind() == Kind.MESSAGE) {
        entry |= MERGED;
      }
      byTag[field.tag()] = (short) entry;
      if (field.repeated()) {
        byTag[Wire.tag(field.number(), Wire.BYTES)] = (short) entry;
      }
    }
  }

  /** The full name in the .proto file, such as {@code opentelemetry.proto.trace.v1.Span}. */
  public String name() {
    return name;
  }

  /** The fields in the descriptor's order. */
  public List<Field> fields() {
    return fields;
  }

  /** The field of a number, or null if this version of OTLP does not know it. */
  public @Nullable Field field(int number) {
    return number > 0 && number < byNumber.length ? byNumber[number] : null;
  }

  /** The field of a JSON name or original name, or null. */
  public @Nullable Field field(String fieldName) {
    byte[] utf8 = fieldName.getBytes(StandardCharsets.UTF_8);
    return field(utf8, 0, utf8.length);
  }

  /** The same, of a name in UTF-8. */
  @Nullable Field field(byte[] utf8, int from, int to) {
    return names.find(utf8, from, to);
  }

  /** True for AnyValue, the one type whose values may hold more of their kind. */
  boolean nests() {
    return nests;
  }

  @Override
  public String toString() {
    return name;
  }
}
