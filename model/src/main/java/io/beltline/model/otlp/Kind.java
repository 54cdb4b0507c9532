package io.beltline.model.otlp;

/** What a field holds, with its form on the wire. */
public enum Kind {
  /** 64-bit two's complement varint. */
  INT64(Wire.VARINT),
  /** Unsigned 64-bit varint. */
  UINT64(Wire.VARINT),
  /** 32-bit two's complement varint, negative ones in ten bytes. */
  INT32(Wire.VARINT),
  /** Unsigned 32-bit varint. */
  UINT32(Wire.VARINT),
  /** 32-bit zigzag varint. */
  SINT32(Wire.VARINT),
  /** True or false as a varint. */
  BOOL(Wire.VARINT),
  /** The number of an open enumeration. */
  ENUM(Wire.VARINT),
  /** Unsigned eight bytes. */
  FIXED64(Wire.FIXED64),
  /** Signed eight bytes. */
  SFIXED64(Wire.FIXED64),
  /** IEEE 754 double. */
  DOUBLE(Wire.FIXED64),
  /** Unsigned four bytes. */
  FIXED32(Wire.FIXED32),
  /** UTF-8 text. */
  STRING(Wire.BYTES),
  /** Bytes. */
  BYTES(Wire.BYTES),
  /** A message. */
  MESSAGE(Wire.BYTES);

  private final int wireType;

  Kind(int wireType) {
    this.wireType = wireType;
  }

  /** The wire type of one such value. */
  public int wireType() {
    return wireType;
  }

  /** True if repeated values may stand packed in one length-delimited run. */
  public boolean packable() {
    return wireType != Wire.BYTES;
  }
}
