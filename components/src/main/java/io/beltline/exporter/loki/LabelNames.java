package io.beltline.exporter.loki;

/** Makes names that Loki takes for labels: {@code [a-zA-Z_][a-zA-Z0-9_]*}. Stateless. */
final class LabelNames {
  private LabelNames() {}

  /**
   * The name for the key of an attribute: each other character becomes an underscore; a name that
   * would begin with a digit gets {@code key_} in front, one with an underscore {@code key}.
   */
  static String of(String key) {
    if (key.isEmpty()) {
      return "key_empty";
    }
    StringBuilder out = new StringBuilder(key.length() + 4);
    char first = key.charAt(0);
    if (first >= '0' && first <= '9') {
      out.append("key_");
    } else if (!isLetter(first)) {
      out.append("key");
    }
    key.codePoints().forEach(c -> out.append(isPart(c) ? (char) c : '_'));
    return out.toString();
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isPart(int c) {
    return isLetter(c) || c == '_' || (c >= '0' && c <= '9');
  }
}
