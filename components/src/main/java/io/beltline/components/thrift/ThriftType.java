package io.beltline.components.thrift;

/**
 * The types of values, by their numbers in the binary form.
 *
 * @see <a
 *     href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-binary-protocol.md">the
 *     binary form</a>
 */
public final class ThriftType {
  /** No field: the end of a struct. */
  public static final int STOP = 0;

  public static final int BOOL = 2;
  public static final int BYTE = 3;
  public static final int DOUBLE = 4;
  public static final int I16 = 6;
  public static final int I32 = 8;
  public static final int I64 = 10;

  /** Text or bytes. */
  public static final int BINARY = 11;

  public static final int STRUCT = 12;
  public static final int MAP = 13;
  public static final int SET = 14;
  public static final int LIST = 15;

  private ThriftType() {}
}
