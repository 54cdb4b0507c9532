package io.beltline.model;

/** Counts items without decoding them. */
final class ItemCount {
  private ItemCount() {}

  static int of(Signal signal, Payload payload) {
    int sum = 0;
    for (Slice chunk : payload.chunks()) {
      sum += in(signal, chunk, 0);
    }
    return sum;
  }

  private static int in(Signal signal, Slice message, int depth) {
    byte[] b = message.array();
    int at = message.offset();
    int sum = 0;
    while (at < message.end()) {
      long tag = varint(b, at, message.end());
      at += varintSize(tag);
      int field = (int) (tag >>> 3);
      switch ((int) tag & 7) {
        case 0 -> at += varintSize(varint(b, at, message.end()));
        case 1 -> at += 8;
        case 5 -> at += 4;
        case 2 -> {
          long length = varint(b, at, message.end());
          at += varintSize(length);
          if (length < 0 || length > message.end() - at) {
            throw new MalformedTelemetryException("a field is longer than its message");
          }
          Slice inner = new Slice(b, at, (int) length);
          at += (int) length;
          sum += field(signal, field, inner, depth);
        }
        default -> throw new MalformedTelemetryException("unknown wire type");
      }
    }
    if (at > message.end()) {
      throw new MalformedTelemetryException("a message ends inside a field");
    }
    return sum;
  }

  private static int field(Signal signal, int field, Slice inner, int depth) {
    boolean metrics = signal == Signal.METRICS;
    return switch (depth) {
      case 0 -> field == 1 ? in(signal, inner, 1) : 0;
      case 1 -> field == 2 ? in(signal, inner, 2) : 0;
      case 2 -> field != 2 ? 0 : metrics ? in(signal, inner, 3) : 1;
      case 3 -> field == 5 || field == 7 || (field >= 9 && field <= 11) ? in(signal, inner, 4) : 0;
      default -> field == 1 ? 1 : 0;
    };
  }

  private static long varint(byte[] b, int from, int end) {
    long value = 0;
    for (int shift = 0; shift < 64 && from < end; shift += 7, from++) {
      value |= (long) (b[from] & 0x7f) << shift;
      if (b[from] >= 0) {
        return value;
      }
    }
    throw new MalformedTelemetryException("a varint does not end");
  }

  private static int varintSize(long value) {
    return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
  }
}
