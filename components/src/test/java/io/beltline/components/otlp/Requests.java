package io.beltline.components.otlp;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Small OTLP requests, written by hand. */
public final class Requests {
  private Requests() {}

  /** A request with that many items, each with a name. */
  public static Slice request(Signal signal, int items) {
    byte[] scope = {};
    for (int i = 0; i < items; i++) {
      scope = join(scope, field(2, item(signal, i)));
    }
    return Slice.of(field(1, field(2, scope)));
  }

  /** The same as telemetry. */
  public static Telemetry telemetry(Signal signal, int items) {
    return Telemetry.of(signal, Payload.of(request(signal, items)));
  }

  private static byte[] item(Signal signal, int number) {
    byte[] name = ("item " + number).getBytes(StandardCharsets.UTF_8);
    return switch (signal) {
      case TRACES -> field(5, name);
      case METRICS -> join(field(1, name), field(5, field(1, new byte[0])));
      case LOGS -> field(3, name);
      case PROFILES -> field(2, new byte[0]);
    };
  }

  private static byte[] field(int number, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(number << 3 | 2);
    int length = value.length;
    while (length > 0x7f) {
      out.write(length & 0x7f | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(value);
    return out.toByteArray();
  }

  private static byte[] join(byte[] a, byte[] b) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(a);
    out.writeBytes(b);
    return out.toByteArray();
  }
}
