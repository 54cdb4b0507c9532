package io.beltline.processor.redaction;

/**
 * Puts an asterisk in place of each part of a URL's path that looks like an identifier, and leaves
 * out query and fragment. Linear in the URL.
 *
 * <p>A part looks so if it has a character that is no letter and none of {@code - _ . space}; one
 * such character in second place is let pass ({@code v1}). A part of letters looks so if it cannot
 * be spoken, but for one that a query or fragment follows. What follows the tenth slash is left
 * out. Source: https://github.com/grafana/clusterurl, which the Go collector uses.
 */
final class UrlSanitizer {
  private static final int MAX_SEGMENTS = 10;

  private UrlSanitizer() {}

  static String sanitize(String url) {
    StringBuilder out = new StringBuilder(Math.min(url.length(), 256));
    int from = 0;
    for (int segment = 1; segment <= MAX_SEGMENTS; segment++) {
      int to = end(url, from);
      boolean last = to == url.length();
      boolean cut = !last && url.charAt(to) != '/';
      if (isWord(url, from, to) && (cut || from == to || Digraphs.isSpoken(url, from, to))) {
        out.append(url, from, to);
      } else {
        out.append('*');
      }
      if (last || cut) {
        break;
      }
      if (segment < MAX_SEGMENTS) {
        out.append('/');
      }
      from = to + 1;
    }
    return out.toString();
  }

  /** Whether nothing but asterisks is left. */
  static boolean isEmptied(String sanitized) {
    return sanitized.indexOf('*') >= 0 && sanitized.chars().allMatch(c -> c == '*' || c == '/');
  }

  /** Where a part ends. */
  private static int end(String url, int from) {
    int to = from;
    while (to < url.length() && "/?&#".indexOf(url.charAt(to)) < 0) {
      to++;
    }
    return to;
  }

  private static boolean isWord(String url, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = url.charAt(i);
      boolean plain = isLetter(c) || c == '-' || c == '_' || c == '.' || c == ' ';
      if (!plain && (i != from + 1 || c >= 0x80)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
