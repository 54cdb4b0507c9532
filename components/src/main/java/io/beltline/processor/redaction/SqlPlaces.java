package io.beltline.processor.redaction;

import java.util.Locale;
import java.util.Set;

/**
 * Tells by where it stands whether what is in double quotes is a name or a text, for dialects that
 * have both. In doubt it is a text. One thread.
 */
final class SqlPlaces {
  /** A list of names follows. */
  private static final Set<String> BEFORE_NAMES =
      Set.of(
          "SELECT",
          "DISTINCT",
          "FROM",
          "JOIN",
          "INTO",
          "UPDATE",
          "TABLE",
          "INDEX",
          "VIEW",
          "AS",
          "SET",
          "WHERE",
          "HAVING",
          "ORDER",
          "GROUP",
          "PARTITION",
          "ASC",
          "DESC");

  /** What follows is compared, or is a value. */
  private static final Set<String> BEFORE_EITHER = Set.of("AND", "OR", "ON", "NOT");

  private static final String COMPARES = "=<>!";

  private boolean names;
  private boolean opens;
  private boolean passwords;

  /** A word stands here. */
  void word(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (upper.equals("BY")) { // GROUP BY, IDENTIFIED BY: the word before tells
      return;
    }
    passwords |= upper.equals("IDENTIFIED");
    names = BEFORE_NAMES.contains(upper);
    opens = BEFORE_EITHER.contains(upper);
  }

  /** A sign stands here. */
  void sign(char sign) {
    opens = sign == ',' || sign == '(';
    names &= opens || sign == ')' || sign == '*' || sign == '.';
  }

  /** A literal or a name in quotes stands here. */
  void value() {
    opens = false;
  }

  /** Whether it is a name that stands in double quotes, from its first quote to after its last. */
  boolean isName(String sql, int from, int end) {
    if (from > 0 && sql.charAt(from - 1) == '.') {
      return true;
    }
    if (end + 1 < sql.length() && sql.charAt(end) == '.') {
      char part = sql.charAt(end + 1);
      return part == '"' || part == '*' || Character.isJavaIdentifierStart(part);
    }
    return !passwords && (names || (opens && isCompared(sql, end)));
  }

  private static boolean isCompared(String sql, int end) {
    int next = end;
    while (next < sql.length() && Character.isWhitespace(sql.charAt(next))) {
      next++;
    }
    return next < sql.length() && COMPARES.indexOf(sql.charAt(next)) >= 0;
  }
}
