package io.beltline.components.traces;

import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;

/** Writes attributes into a repeated KeyValue field, without an object for each. */
public final class Attributes {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int TEXT = 1;
  private static final int FLAG = 2;
  private static final int WHOLE = 3;
  private static final int REAL = 4;
  private static final int BINARY = 7;

  private Attributes() {}

  /** A text. */
  public static void text(WireWriter out, int field, String key, String value) {
    int pair = open(out, field, key);
    int any = out.begin(VALUE);
    out.string(TEXT, value).end(any);
    out.end(pair);
  }

  /** An integer. */
  public static void whole(WireWriter out, int field, String key, long value) {
    int pair = open(out, field, key);
    int any = out.begin(VALUE);
    out.varint(WHOLE, value).end(any);
    out.end(pair);
  }

  /** A floating-point number. */
  public static void real(WireWriter out, int field, String key, double value) {
    int pair = open(out, field, key);
    int any = out.begin(VALUE);
    out.float64(REAL, value).end(any);
    out.end(pair);
  }

  /** True or false. */
  public static void flag(WireWriter out, int field, String key, boolean value) {
    int pair = open(out, field, key);
    int any = out.begin(VALUE);
    out.bool(FLAG, value).end(any);
    out.end(pair);
  }

  /** Bytes. */
  public static void binary(WireWriter out, int field, String key, byte[] value) {
    int pair = open(out, field, key);
    int any = out.begin(VALUE);
    out.bytes(BINARY, value).end(any);
    out.end(pair);
  }

  /** A value that is encoded already. */
  public static void value(WireWriter out, int field, String key, Value value) {
    int pair = open(out, field, key);
    out.bytes(VALUE, value.encoded());
    out.end(pair);
  }

  private static int open(WireWriter out, int field, String key) {
    int pair = out.begin(field);
    out.string(KEY, key);
    return pair;
  }
}
