package io.beltline.components.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the text of a series from its parts, to be known by it. One thread. */
final class KeyText {
  private byte[] bytes = new byte[256];
  private int size;
  private boolean quoted;
  private int labels;
  private int marked;
  private int markedLabels;

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Begins anew with a name, which needs quotes if it has characters beyond the classic ones. */
  void name(String name, String suffix) {
    size = 0;
    labels = 0;
    String whole = name + suffix;
    quoted = !isClassic(whole, true);
    if (quoted) {
      put('{');
      quote(whole);
      labels = 1;
    } else {
      raw(whole);
    }
  }

  /** Adds a label. */
  void label(String name, String value) {
    put(labels++ == 0 ? '{' : ',');
    if (isClassic(name, false)) {
      raw(name);
    } else {
      quote(name);
    }
    put('=');
    quote(value);
  }

  /** Marks what is written, to go on from there again. */
  void mark() {
    marked = size;
    markedLabels = labels;
  }

  /** Goes back to what was marked. */
  void reset() {
    size = marked;
    labels = markedLabels;
  }

  /** Ends it. */
  void close() {
    if (labels > 0) {
      put('}');
    }
  }

  private static boolean isClassic(String name, boolean colons) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && !(c == ':' && colons) && !(c >= '0' && c <= '9' && i > 0)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private void quote(String text) {
    put('"');
    raw(
        text.indexOf('\\') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0
            ? text
            : text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    put('"');
  }

  private void raw(String text) {
    byte[] more = text.getBytes(StandardCharsets.UTF_8);
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void put(char c) {
    room(1);
    bytes[size++] = (byte) c;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
