package io.beltline.processor.redaction;

import io.beltline.processor.redaction.SqlReading.DoubleQuotes;
import io.beltline.processor.redaction.SqlReading.Rules;

/**
 * Puts a question mark in place of each literal of SQL, as the system it is for reads it.
 *
 * <p>Where a backslash may end a text or go on with it, only what both readings show is shown: if
 * nobody says which system it is, and if the text ends inside of quotes, which a wrong reading
 * does.
 */
final class SqlSanitizer {
  /**
   * A system's way to read.
   *
   * @param rules its rules
   * @param others those it might have as well
   */
  private record Dialect(Rules rules, Rules others) {
    static final Dialect MYSQL =
        new Dialect(
            new Rules(true, true, DoubleQuotes.TEXT), new Rules(false, true, DoubleQuotes.TEXT));
    static final Dialect POSTGRESQL =
        new Dialect(
            new Rules(false, false, DoubleQuotes.NAME), new Rules(true, false, DoubleQuotes.NAME));
    static final Dialect SQLITE =
        new Dialect(
            new Rules(false, false, DoubleQuotes.EITHER),
            new Rules(true, false, DoubleQuotes.EITHER));
    static final Dialect UNKNOWN =
        new Dialect(
            new Rules(true, true, DoubleQuotes.EITHER),
            new Rules(false, false, DoubleQuotes.EITHER));

    static Dialect of(String system) {
      return switch (system) {
        case "mysql", "mariadb" -> MYSQL;
        case "postgresql" -> POSTGRESQL;
        case "sqlite" -> SQLITE;
        default -> UNKNOWN;
      };
    }
  }

  private SqlSanitizer() {}

  /**
   * A query without its literals.
   *
   * @param system the database it is for, as {@code db.system.name} says it; others if unknown
   */
  static String sanitize(String sql, String system) {
    Dialect dialect = Dialect.of(system);
    SqlReading reading = SqlReading.of(sql, dialect.rules);
    boolean doubtful =
        dialect.equals(Dialect.UNKNOWN)
            ? sql.indexOf('\\') >= 0 || sql.indexOf('#') >= 0
            : reading.isCut() && sql.indexOf('\\') >= 0;
    String clean =
        doubtful
            ? agreed(reading.text(), SqlReading.of(sql, dialect.others).text())
            : reading.text();
    return clean.strip();
  }

  private static String agreed(String one, String other) {
    if (one.equals(other)) {
      return one;
    }
    int end = 0;
    while (end < one.length() && end < other.length() && one.charAt(end) == other.charAt(end)) {
      end++;
    }
    if (end > 0 && Character.isHighSurrogate(one.charAt(end - 1))) {
      end--;
    }
    String same = one.substring(0, end);
    return same.endsWith("?") ? same : same + "?";
  }
}
