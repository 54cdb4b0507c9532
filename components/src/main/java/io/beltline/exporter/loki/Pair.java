package io.beltline.exporter.loki;

import java.nio.charset.StandardCharsets;

/** A name and a value of structured metadata. */
record Pair(String name, String value) {

  /** Its bytes, as Loki counts them. */
  int size() {
    return bytes(name) + bytes(value);
  }

  /** The bytes of a text in UTF-8. */
  static int bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }
}
