package io.beltline.components.thrift;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;

/**
 * Reads the compact form: numbers as varints, ids of fields as differences.
 *
 * @see <a
 *     href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">the
 *     compact form</a>
 */
public final class CompactThriftReader extends ThriftReader {
  private static final byte PROTOCOL = (byte) 0x82;
  private static final int VERSION = 1;
  private static final int TRUE = 1;
  private static final int FALSE = 2;

  /** The types in the order of their numbers in this form, from 1. */
  private static final int[] TYPES = {
    ThriftType.BOOL,
    ThriftType.BOOL,
    ThriftType.BYTE,
    ThriftType.I16,
    ThriftType.I32,
    ThriftType.I64,
    ThriftType.DOUBLE,
    ThriftType.BINARY,
    ThriftType.LIST,
    ThriftType.SET,
    ThriftType.MAP,
    ThriftType.STRUCT
  };

  private final int[] outerIds = new int[DEEPEST + 1];
  private int structs;
  private boolean fieldFlag;

  /** A reader at the beginning of a message. */
  public CompactThriftReader(Slice message) {
    super(message);
  }

  @Override
  public String call() {
    if (read() != PROTOCOL || (read() & 0x1f) != VERSION) {
      throw new MalformedTelemetryException("no call in thrift's compact form");
    }
    varint();
    return text();
  }

  @Override
  public boolean flag() {
    return fieldFlag;
  }

  @Override
  public short i16() {
    return (short) zigzag();
  }

  @Override
  public int i32() {
    return (int) zigzag();
  }

  @Override
  public long i64() {
    return zigzag();
  }

  @Override
  public double real() {
    Slice raw = take(8);
    long bits = 0;
    for (int i = 7; i >= 0; i--) {
      bits = (bits << 8) | (raw.array()[raw.offset() + i] & 0xff);
    }
    return Double.longBitsToDouble(bits);
  }

  @Override
  public Slice binary() {
    return take(varint());
  }

  @Override
  void opened() {
    outerIds[structs++] = fieldId;
    fieldId = 0;
  }

  @Override
  void closed() {
    fieldId = outerIds[--structs];
  }

  @Override
  void header() {
    int head = read() & 0xff;
    if (head == 0) {
      fieldType = ThriftType.STOP;
      return;
    }
    int compact = head & 15;
    fieldType = type(compact);
    fieldFlag = compact == TRUE;
    int delta = head >> 4;
    fieldId = delta == 0 ? i16() : (short) (fieldId + delta);
  }

  @Override
  int listHeader() {
    int head = read() & 0xff;
    int size = head >> 4;
    elements(size == 0 ? ThriftType.STOP : type(head & 15));
    return size < 15 ? size : size();
  }

  @Override
  int mapHeader(int[] kinds) {
    int size = size();
    if (size == 0) {
      return 0;
    }
    int both = read() & 0xff;
    kinds[0] = type(both >> 4);
    kinds[1] = type(both & 15);
    return size;
  }

  @Override
  boolean elementFlag() {
    int value = read();
    if (value < 0 || value > FALSE) {
      throw new MalformedTelemetryException("neither true nor false: " + value);
    }
    return value == TRUE;
  }

  private int size() {
    long size = varint();
    return size < 0 || size > Integer.MAX_VALUE ? -1 : (int) size;
  }

  private static int type(int compact) {
    if (compact < 1 || compact > TYPES.length) {
      throw new MalformedTelemetryException("unknown type of value " + compact);
    }
    return TYPES[compact - 1];
  }

  private long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private long varint() {
    long result = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = read();
      result |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return result;
      }
    }
    throw new MalformedTelemetryException("a number does not end");
  }
}
