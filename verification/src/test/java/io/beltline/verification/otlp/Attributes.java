package io.beltline.verification.otlp;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Attributes and values of all types OTLP knows, with their extremes. */
final class Attributes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] TEXTS = {
    "", "a", "köttbullar", "牛乳 🥕", "line\nbreak\t\"q\"", "\u0001"
  };
  private static final long[] INTEGERS = {0, 1, -1, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE};
  private static final double[] DOUBLES = {0, -0.5, 0.1, 1e300, Double.MIN_VALUE, Double.MAX_VALUE};

  private final Random random;

  Attributes(Random random) {
    this.random = random;
  }

  /** Up to five attributes. */
  ArrayNode some() {
    ArrayNode attributes = JSON.arrayNode();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      attributes.add(attribute("key." + i, value(3)));
    }
    return attributes;
  }

  static ObjectNode attribute(String key, ObjectNode value) {
    ObjectNode attribute = JSON.objectNode().put("key", key);
    attribute.set("value", value);
    return attribute;
  }

  static ObjectNode text(String text) {
    return JSON.objectNode().put("stringValue", text);
  }

  /** A value; arrays and maps at most {@code depth} deep. */
  ObjectNode value(int depth) {
    ObjectNode value = JSON.objectNode();
    switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> value.put("stringValue", TEXTS[random.nextInt(TEXTS.length)]);
      case 1 -> value.put("intValue", Long.toString(INTEGERS[random.nextInt(INTEGERS.length)]));
      case 2 -> value.put("doubleValue", DOUBLES[random.nextInt(DOUBLES.length)]);
      case 3 -> value.put("boolValue", random.nextBoolean());
      case 4 -> value.put("bytesValue", bytes(random.nextInt(5)));
      case 5 -> array(value.putObject("arrayValue"), depth - 1);
      case 6 -> value.putObject("kvlistValue").set("values", some());
      default -> value.removeAll();
    }
    return value;
  }

  private void array(ObjectNode array, int depth) {
    ArrayNode values = array.putArray("values");
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      values.add(value(depth));
    }
  }

  /** {@code count} random bytes in hexadecimal, as OTLP/JSON writes ids. */
  String id(int count) {
    return HexFormat.of().formatHex(randomBytes(count));
  }

  private String bytes(int count) {
    return Base64.getEncoder().encodeToString(randomBytes(count));
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
