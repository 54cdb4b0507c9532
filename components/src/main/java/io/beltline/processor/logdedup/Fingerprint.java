package io.beltline.processor.logdedup;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.ArrayValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.KeyValueListView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells values apart: the same for maps in another order, another for anything else. One thread.
 */
final class Fingerprint {
  private final StringBuilder text = new StringBuilder();

  /** Adds a text. */
  Fingerprint text(String part) {
    text.append(part.length()).append('\'').append(part);
    return this;
  }

  /** Adds a number. */
  Fingerprint number(long part) {
    text.append(part).append(';');
    return this;
  }

  /** Adds a map. */
  Fingerprint map(AttributesView attributes) {
    Map<String, String> entries = new TreeMap<>();
    while (attributes.next()) {
      Fingerprint entry = new Fingerprint();
      AnyValueView value = new AnyValueView();
      value.wrap(attributes.value().toSlice());
      entry.value(value);
      entries.put(attributes.key(), entry.text.toString());
    }
    text.append('{');
    entries.forEach((key, value) -> text(key).text.append(value));
    text.append('}');
    return this;
  }

  /** Adds a value. */
  Fingerprint value(AnyValueView value) {
    text.append(value.valueCase()).append(':');
    switch (value.valueCase()) {
      case AnyValueView.KVLIST_VALUE -> map(value.kvlistValue(new KeyValueListView()).values());
      case AnyValueView.ARRAY_VALUE -> {
        text.append('[');
        for (var walk = value.arrayValue(new ArrayValueView()).values(); walk.next(); ) {
          value(walk.item());
        }
        text.append(']');
      }
      default -> text(value.asString());
    }
    return this;
  }

  /** A short form: two that are equal are of equal parts, as far as SHA-256 goes. */
  String digest() {
    try {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JVM has SHA-256", missing);
    }
  }
}
