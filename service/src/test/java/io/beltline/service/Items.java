package io.beltline.service;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.io.ByteArrayOutputStream;

/** Makes telemetry with a given number of empty items. */
public final class Items {
  private Items() {}

  public static Telemetry of(Signal signal, int count) {
    ByteArrayOutputStream scope = new ByteArrayOutputStream();
    if (signal == Signal.METRICS) {
      scope.writeBytes(field(2, field(5, repeat(field(1, new byte[0]), count))));
    } else {
      scope.writeBytes(repeat(field(2, new byte[0]), count));
    }
    return Telemetry.of(signal, Payload.of(field(1, field(2, scope.toByteArray()))));
  }

  private static byte[] repeat(byte[] bytes, int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] field(int number, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(number << 3 | 2);
    int length = message.length;
    while (length > 0x7f) {
      out.write(length & 0x7f | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(message);
    return out.toByteArray();
  }
}
