package io.beltline.components.thrift;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;

/**
 * Reads the binary form: numbers of fixed size, big-endian.
 *
 * @see <a
 *     href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-binary-protocol.md">the
 *     binary form</a>
 */
public final class BinaryThriftReader extends ThriftReader {
  private static final int VERSION_MASK = 0xffff0000;
  private static final int VERSION = 0x80010000;

  /** A reader at the beginning of a message. */
  public BinaryThriftReader(Slice message) {
    super(message);
  }

  /** In the strict form, which begins with a version, or in the older one without. */
  @Override
  public String call() {
    int head = i32();
    if (head >= 0) {
      String name = take(head).toUtf8();
      read();
      i32();
      return name;
    }
    if ((head & VERSION_MASK) != VERSION) {
      throw new MalformedTelemetryException("unknown version of thrift's binary form");
    }
    String name = text();
    i32();
    return name;
  }

  @Override
  public boolean flag() {
    return read() != 0;
  }

  @Override
  public short i16() {
    return (short) number(2);
  }

  @Override
  public int i32() {
    return (int) number(4);
  }

  @Override
  public long i64() {
    return number(8);
  }

  @Override
  public double real() {
    return Double.longBitsToDouble(number(8));
  }

  @Override
  public Slice binary() {
    return take(i32());
  }

  @Override
  void opened() {}

  @Override
  void closed() {}

  @Override
  void header() {
    fieldType = read();
    fieldId = fieldType == ThriftType.STOP ? 0 : i16();
  }

  @Override
  int listHeader() {
    elements(read());
    return i32();
  }

  @Override
  int mapHeader(int[] kinds) {
    kinds[0] = read();
    kinds[1] = read();
    return i32();
  }

  @Override
  boolean elementFlag() {
    return flag();
  }

  private long number(int size) {
    if (size > end - at) {
      throw cutOff();
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    return value;
  }
}
