package io.beltline.processor.redaction;

/**
 * Puts an asterisk in place of each part of a URL's path that looks like an identifier, and leaves
 * out query and fragment. Linear in the URL.
 *
 * <p>A part looks so if it has a character that is no letter and none of {@code - _ . space}; one
 * such character in second place is let pass ({@code v1}). A part of letters looks so if it cannot
 * be spoken: it has no vowel, or five consonants in a row. What follows the tenth slash is left
 * out.
 */
final class UrlSanitizer {
  private static final int MAX_SEGMENTS = 10;
  private static final int MAX_CONSONANTS = 5;
  private static final int SPOKEN_LENGTH = 5;

  private UrlSanitizer() {}

  static String sanitize(String url) {
    int end = url.length();
    for (int i = 0; i < end; i++) {
      char c = url.charAt(i);
      if (c == '?' || c == '&' || c == '#') {
        end = i;
      }
    }
    StringBuilder out = new StringBuilder(end);
    int from = 0;
    for (int segment = 1; segment <= MAX_SEGMENTS; segment++) {
      int slash = url.indexOf('/', from);
      int to = slash < 0 || slash > end ? end : slash;
      out.append(part(url.substring(from, to)));
      if (to == end || segment == MAX_SEGMENTS) {
        break;
      }
      out.append('/');
      from = to + 1;
    }
    return out.toString();
  }

  /** Whether nothing but asterisks is left. */
  static boolean isEmptied(String sanitized) {
    return sanitized.indexOf('*') >= 0 && sanitized.chars().allMatch(c -> c == '*' || c == '/');
  }

  private static String part(String part) {
    return part.isEmpty() || (hasWordCharacters(part) && isSpoken(part)) ? part : "*";
  }

  private static boolean hasWordCharacters(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean word = isLetter(c) || c == '-' || c == '_' || c == '.' || c == ' ';
      if (!word && i != 1) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isSpoken(String part) {
    int run = 0;
    int letters = 0;
    boolean vowel = false;
    boolean capitals = true;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (!isLetter(c)) {
        run = 0;
        continue;
      }
      letters++;
      capitals &= c <= 'Z';
      boolean isVowel = "aeiouyAEIOUY".indexOf(c) >= 0;
      vowel |= isVowel;
      run = isVowel ? 0 : run + 1;
      if (run >= MAX_CONSONANTS) {
        return capitals;
      }
    }
    return vowel || capitals || letters < SPOKEN_LENGTH;
  }
}
