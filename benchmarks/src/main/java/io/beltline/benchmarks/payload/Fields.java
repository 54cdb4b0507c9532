package io.beltline.benchmarks.payload;

import io.beltline.model.otlp.WireWriter;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** The parts that items have in common. */
final class Fields {
  /** 2026-01-01T00:00:00Z. */
  static final long EPOCH = 1_767_225_600_000_000_000L;

  /** An attribute with a short text adds this many bytes to its key and text. */
  private static final int FRAME = 8;

  private static final String[] HOSTS = {"cart", "checkout", "payment", "search", "stock", "user"};
  private static final String WORDS =
      "order accepted by warehouse while customer waits for payment of item in basket after"
          + " retry because stock of product was reserved until shipment leaves with carrier and"
          + " invoice goes to account holder who asked for delivery on monday before noon today ";

  private Fields() {}

  static void resource(WireWriter out, SplittableRandom random) {
    text(out, 1, "service.name", one(HOSTS, random));
    text(out, 1, "service.version", "1." + random.nextInt(40));
    text(out, 1, "deployment.environment.name", "production");
    text(out, 1, "host.name", "node-" + random.nextInt(400));
  }

  static void text(WireWriter out, int field, String key, String value) {
    int attribute = out.begin(field);
    out.string(1, key);
    int any = out.begin(2);
    out.string(1, value);
    out.end(any);
    out.end(attribute);
  }

  static void number(WireWriter out, int field, String key, long value) {
    int attribute = out.begin(field);
    out.string(1, key);
    int any = out.begin(2);
    out.varint(3, value);
    out.end(any);
    out.end(attribute);
  }

  /**
   * A text attribute that brings the open message from its start to a size: so many random digits,
   * then words.
   */
  static void fill(
      WireWriter out,
      int field,
      String key,
      int start,
      int size,
      int digits,
      SplittableRandom random) {
    int left = size - (out.size() - start) - key.length() - FRAME;
    if (left < digits || left + key.length() + FRAME > 127) {
      throw new IllegalStateException("cannot fill " + left + " bytes of " + key);
    }
    text(out, field, key, digits(digits, random) + words(left - digits, random));
  }

  static String digits(int count, SplittableRandom random) {
    return HexFormat.of().formatHex(id((count + 1) / 2, random)).substring(0, count);
  }

  static String words(int length, SplittableRandom random) {
    StringBuilder text = new StringBuilder(length + 32);
    while (text.length() < length) {
      int from = WORDS.indexOf(' ', random.nextInt(WORDS.length() - 24)) + 1;
      text.append(WORDS, from, Math.min(WORDS.length(), from + 24));
    }
    return text.substring(0, length);
  }

  static String one(String[] of, SplittableRandom random) {
    return of[random.nextInt(of.length)];
  }

  static byte[] id(int size, SplittableRandom random) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
