package io.beltline.model.otlp;

import org.jspecify.annotations.Nullable;

/** One field of a message type, as the descriptor describes it. */
public final class Field {
  static final int REPEATED = 1;
  static final int HEX = 2;
  static final int PRESENCE = 4;

  private final int number;
  private final String name;
  private final String jsonName;
  private final Kind kind;
  private final int flags;
  private final int oneof;
  private final @Nullable MessageType message;
  private final @Nullable EnumType enumeration;
  private final int tag;

  private Field(
      int number,
      String name,
      String jsonName,
      Kind kind,
      int flags,
      int oneof,
      @Nullable MessageType message,
      @Nullable EnumType enumeration) {
    this.number = number;
    this.name = name;
    this.jsonName = jsonName;
    this.kind = kind;
    this.flags = flags;
    this.oneof = oneof;
    this.message = message;
    this.enumeration = enumeration;
    this.tag = Wire.tag(number, kind.wireType());
  }

  static Field of(int number, String name, String jsonName, Kind kind, int flags, int oneof) {
    return new Field(number, name, jsonName, kind, flags, oneof, null, null);
  }

  static Field of(
      int number, String name, String jsonName, int flags, int oneof, MessageType message) {
    return new Field(number, name, jsonName, Kind.MESSAGE, flags, oneof, message, null);
  }

  static Field of(
      int number, String name, String jsonName, int flags, int oneof, EnumType enumeration) {
    return new Field(number, name, jsonName, Kind.ENUM, flags, oneof, null, enumeration);
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }

  /** The name in the .proto file. */
  public String name() {
    return name;
  }

  /** The lowerCamelCase name of OTLP/JSON. */
  public String jsonName() {
    return jsonName;
  }

  /** What it holds. */
  public Kind kind() {
    return kind;
  }

  /** True if it may occur many times. */
  public boolean repeated() {
    return (flags & REPEATED) != 0;
  }

  /** True for trace and span ids, which OTLP/JSON writes in hexadecimal. */
  public boolean hex() {
    return (flags & HEX) != 0;
  }

  /** True if absent and zero differ: messages, optional fields and members of a oneof. */
  public boolean presence() {
    return (flags & PRESENCE) != 0;
  }

  /** Which oneof of its message it belongs to, or -1. */
  public int oneof() {
    return oneof;
  }

  /** The type of the message it holds, or null. */
  public @Nullable MessageType message() {
    return message;
  }

  /** The enumeration it holds a number of, or null. */
  public @Nullable EnumType enumeration() {
    return enumeration;
  }

  /** The tag of one value, not packed. */
  public int tag() {
    return tag;
  }

  @Override
  public String toString() {
    return name;
  }
}
