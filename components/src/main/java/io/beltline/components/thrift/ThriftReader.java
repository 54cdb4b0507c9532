package io.beltline.components.thrift;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;

/**
 * Walks values in order. For one thread.
 *
 * <p>The caller follows its own idea of a message: {@link #open} a struct, {@link #next} field
 * after field until it gives false, read or {@link #skip} each value. Nesting is limited to {@value
 * #DEEPEST} levels, and no list may have more elements than there are bytes left, so that the work
 * and the memory grow with the bytes and with nothing they say.
 *
 * <p>Every method throws {@link MalformedTelemetryException}, and nothing else, where the bytes are
 * no such value.
 */
public abstract sealed class ThriftReader permits BinaryThriftReader, CompactThriftReader {
  /** How deep structs and lists may be nested. */
  public static final int DEEPEST = 32;

  final byte[] bytes;
  final int end;
  int at;
  int fieldId;
  int fieldType;
  private int depth;
  private int elementType;

  ThriftReader(Slice message) {
    this.bytes = message.array();
    this.at = message.offset();
    this.end = message.end();
  }

  /** Reads the head of a call and gives the name of its method. */
  public abstract String call();

  /** Enters a struct. */
  public final void open() {
    if (++depth > DEEPEST) {
      throw new MalformedTelemetryException(
          "values are nested more than " + DEEPEST + " levels deep");
    }
    opened();
  }

  /** Steps to the next field of the struct; at its end false, and the struct is left. */
  public final boolean next() {
    header();
    if (fieldType == ThriftType.STOP) {
      depth--;
      closed();
      return false;
    }
    return true;
  }

  /** Whether the field has this number and a value of this type. */
  public final boolean is(int id, int type) {
    return fieldId == id && fieldType == type;
  }

  /** Steps over the value of the field. */
  public final void skip() {
    skip(fieldType);
  }

  /** Enters a list or set and gives the number of its elements. */
  public final int list() {
    int size = listHeader();
    if (size < 0 || size > end - at) {
      throw new MalformedTelemetryException("a list is longer than its message");
    }
    return size;
  }

  /**
   * Enters a list whose elements are structs.
   *
   * @throws MalformedTelemetryException if they are not
   */
  public final int structs() {
    int size = list();
    if (size > 0 && elementType != ThriftType.STRUCT) {
      throw new MalformedTelemetryException("a list holds no structs where it should");
    }
    return size;
  }

  /** The value of a field or an element: true or false. */
  public abstract boolean flag();

  /** An integer of 16 bits. */
  public abstract short i16();

  /** An integer of 32 bits. */
  public abstract int i32();

  /** An integer of 64 bits. */
  public abstract long i64();

  /** A floating-point number. */
  public abstract double real();

  /** Bytes, inside the message's own. */
  public abstract Slice binary();

  /** A text. */
  public final String text() {
    return binary().toUtf8();
  }

  /** How many bytes follow. */
  public final int left() {
    return end - at;
  }

  abstract void opened();

  abstract void closed();

  /** Reads type and id of the next field. */
  abstract void header();

  /** Reads the size of a list, and its type by {@link #elements}. */
  abstract int listHeader();

  /** Reads the size of a map, and gives the types in {@code kinds}. */
  abstract int mapHeader(int[] kinds);

  /** Reads a flag that stands in a list or map. */
  abstract boolean elementFlag();

  final void elements(int type) {
    elementType = type;
  }

  final byte read() {
    if (at >= end) {
      throw cutOff();
    }
    return bytes[at++];
  }

  final Slice take(long length) {
    if (length < 0 || length > end - at) {
      throw cutOff();
    }
    Slice taken = new Slice(bytes, at, (int) length);
    at += (int) length;
    return taken;
  }

  static MalformedTelemetryException cutOff() {
    return new MalformedTelemetryException("the message ends inside a value");
  }

  private void skip(int type) {
    switch (type) {
      case ThriftType.BOOL -> flag();
      case ThriftType.STRUCT -> {
        open();
        while (next()) {
          skip(fieldType);
        }
      }
      case ThriftType.LIST, ThriftType.SET -> {
        int size = list();
        int inner = elementType;
        nested(size, inner, inner, 1);
      }
      case ThriftType.MAP -> {
        int[] kinds = new int[2];
        int size = mapHeader(kinds);
        if (size < 0 || size > (end - at) / 2) {
          throw new MalformedTelemetryException("a map is longer than its message");
        }
        nested(size, kinds[0], kinds[1], 2);
      }
      default -> scalar(type);
    }
  }

  private void nested(int size, int first, int second, int each) {
    if (++depth > DEEPEST) {
      throw new MalformedTelemetryException(
          "values are nested more than " + DEEPEST + " levels deep");
    }
    for (int i = 0; i < size; i++) {
      element(first);
      if (each == 2) {
        element(second);
      }
    }
    depth--;
  }

  private void element(int type) {
    if (type == ThriftType.BOOL) {
      elementFlag();
    } else {
      skip(type);
    }
  }

  private void scalar(int type) {
    switch (type) {
      case ThriftType.BYTE -> read();
      case ThriftType.I16 -> i16();
      case ThriftType.I32 -> i32();
      case ThriftType.I64 -> i64();
      case ThriftType.DOUBLE -> real();
      case ThriftType.BINARY -> binary();
      default -> throw new MalformedTelemetryException("unknown type of value " + type);
    }
  }
}
