package io.beltline.components.traces;

import io.beltline.model.otlp.WireWriter;

/** Writes ids that come as 64-bit numbers. */
public final class Ids {
  private Ids() {}

  /** A trace id of 16 bytes; one of 64 bits has a first half of zeros. */
  public static void trace(WireWriter out, int field, long high, long low) {
    byte[] id = new byte[16];
    put(id, 0, high);
    put(id, 8, low);
    out.bytes(field, id);
  }

  /** A span id of 8 bytes. */
  public static void span(WireWriter out, int field, long value) {
    byte[] id = new byte[8];
    put(id, 0, value);
    out.bytes(field, id);
  }

  private static void put(byte[] id, int from, long value) {
    for (int i = 0; i < 8; i++) {
      id[from + i] = (byte) (value >>> (8 * (7 - i)));
    }
  }
}
