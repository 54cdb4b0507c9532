package io.beltline.processor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSanitizerTest {
  private static final DbSanitizer SANITIZER =
      new DbSanitizer(
          Configs.bind(
                  RedactionProcessorConfig.class,
                  "{db_sanitizer: {sql: {enabled: true, attributes: [q]}}}")
              .dbSanitizer(),
          true);

  private static String clean(String system, String sql) {
    return SANITIZER.attribute("q", sql, system);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT * FROM t WHERE a = 'it''s' AND b=-1.5e+3 | SELECT * FROM t WHERE a = ? AND b=-?",
        "SELECT \"Name\", `x` FROM t -- secret | SELECT \"Name\", `x` FROM t",
        "SELECT /* 42 */ 1 | SELECT ?",
        "SELECT $$secret$$, $a$x$a$, $1 | SELECT ?, ?, $1",
        "SELECT $_$secret$_$, $b_1$secret$b_1$, $é$secret$é$ | SELECT ?, ?, ?",
        "SELECT N'x', x'ff' | SELECT ?, ?",
        "SELECT 'never closed | SELECT ?",
        "SELECT \"never closed, 'x' | SELECT ?",
        "SELECT `a FROM t WHERE b = 'x' | SELECT ?",
        "SELECT \"a\"\"b\", `c``d` | SELECT \"a\"\"b\", `c``d`",
        "select a2b from c3 limit 10 | select a2b from c3 limit ?"
      })
  void allDialects(String sql, String clean) {
    assertThat(clean("", sql)).isEqualTo(clean);
    assertThat(clean("postgresql", sql)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT * FROM u WHERE mail = \"a@b.example\" AND pin = \"4711\""
            + " | SELECT * FROM u WHERE mail = ? AND pin = ?",
        "CREATE USER bob IDENTIFIED BY \"secret\" | CREATE USER bob IDENTIFIED BY ?",
        "SELECT \"a\\\"b\", pw = 'x' | SELECT ?, pw = ?",
        "INSERT INTO t1 VALUES (1, 0xff, 'a\\'b') | INSERT INTO t1 VALUES (?, ?, ?)",
        "SELECT `a\"b` FROM t WHERE c = \"it's\" | SELECT `a\"b` FROM t WHERE c = ?",
        "SELECT a FROM t # secret | SELECT a FROM t",
        "SELECT 'a\\'b', 'cut | SELECT ?"
      })
  void textsOfMysql(String sql, String clean) {
    assertThat(clean("mysql", sql)).isEqualTo(clean);
    assertThat(clean("mariadb", sql)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT * FROM \"t\" WHERE a LIKE 'x%' ESCAPE '\\' AND \"b\" = 'secret'"
            + " | SELECT * FROM \"t\" WHERE a LIKE ? ESCAPE ? AND \"b\" = ?",
        "SELECT E'it\\'s', e'\\\\', 'secret' | SELECT ?, ?, ?",
        "SELECT a #>> '{b}' FROM t | SELECT a #>> ? FROM t",
        "UPDATE t SET a = f(\"b\", \"c\") | UPDATE t SET a = f(\"b\", \"c\")",
        "SELECT 'a\\', 'cut | SELECT ?"
      })
  void textsOfPostgresql(String sql, String clean) {
    assertThat(clean("postgresql", sql)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT \"u\".\"name\", \"pin\" FROM \"u\" WHERE \"id\" = \"secret\""
            + " | SELECT \"u\".\"name\", \"pin\" FROM \"u\" WHERE \"id\" = ?",
        "INSERT INTO \"u\" (\"name\", \"pw\") VALUES (\"bob\", \"secret\")"
            + " | INSERT INTO \"u\" (\"name\", \"pw\") VALUES (?, ?)",
        "UPDATE \"u\" SET \"pw\" = \"secret\", \"n\" = 'x' WHERE \"u\".\"id\" = 5"
            + " | UPDATE \"u\" SET \"pw\" = ?, \"n\" = ? WHERE \"u\".\"id\" = ?",
        "SELECT \"a\" AS \"b\" FROM \"c\" ORDER BY \"a\" DESC, \"b\" LIMIT 1"
            + " | SELECT \"a\" AS \"b\" FROM \"c\" ORDER BY \"a\" DESC, \"b\" LIMIT ?",
        "SELECT a FROM b WHERE c BETWEEN \"1990\" AND \"2000\" AND d IN (\"x\", \"y\")"
            + " | SELECT a FROM b WHERE c BETWEEN ? AND ? AND d IN (?, ?)",
        "SELECT a FROM b WHERE match(c, \"secret\") AND d LIKE \"s%\""
            + " | SELECT a FROM b WHERE match(c, ?) AND d LIKE ?",
        "CREATE USER bob IDENTIFIED BY \"secret\" | CREATE USER bob IDENTIFIED BY ?",
        "CREATE USER bob IDENTIFIED WITH x AS \"secret\" | CREATE USER bob IDENTIFIED WITH x AS ?"
      })
  void textsInDoubleQuotesThatMayBeNames(String sql, String clean) {
    assertThat(clean("sqlite", sql)).isEqualTo(clean);
    assertThat(clean("other_sql", sql)).isEqualTo(clean);
    assertThat(clean("", sql)).isEqualTo(clean);
    assertThat(SANITIZER.body(sql)).isEqualTo(clean);
  }

  @Test
  void aBackslashOfSqliteEscapesNothing() {
    assertThat(clean("sqlite", "SELECT a LIKE 'x' ESCAPE '\\' AND b = 'secret'"))
        .isEqualTo("SELECT a LIKE ? ESCAPE ? AND b = ?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT 1 WHERE a LIKE 'x' ESCAPE '\\' AND b = 'secret' | SELECT ? WHERE a LIKE ? ESCAPE ?",
        "SELECT 'it\\'s', 'secret' | SELECT ?",
        "SELECT a #>> '{b}', 'secret' | SELECT a ?"
      })
  void whatDialectsReadInTwoWaysIsCutIfTheDialectIsNotKnown(String sql, String clean) {
    assertThat(clean("", sql)).isEqualTo(clean);
    assertThat(clean("other_sql", sql)).isEqualTo(clean);
  }

  @Test
  void aNumberSignOfPostgresqlBeginsNoComment() {
    assertThat(clean("postgresql", "SELECT a #> '{b,\nsecret}', 'x'"))
        .isEqualTo("SELECT a #> ?, ?");
  }

  @Test
  void anySqlEndsAndLosesItsTexts() {
    SplittableRandom random = new SplittableRandom(5);
    String[] parts = {
      "SELECT ", "'", "\"", "$", "--", "/*", "*/", "\\", "1", "e", "+", "a", " ", "#", "é"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        sql.append(parts[random.nextInt(parts.length)]);
      }
      for (String system : new String[] {"mysql", "postgresql", "sqlite", ""}) {
        assertThat(clean(system, sql.toString())).isNotNull();
        assertThat(clean(system, "SELECT 'zzz' " + sql)).doesNotContain("zzz");
      }
    }
  }

  private static final String[] COMMON = {
    "'zzz'", "'it''s zzz'", "$$zzz'$$", "$t_1$\"zzz$t_1$", "\"n\".\"m\"", "1", "/* it's */", "a = "
  };
  private static final String[] MYSQL = {
    "\"zzz\"", "\"it's zzz\"", "'\\'zzz'", "\"\\\"zzz\"", "'zzz\\\\'", "`n'`", "# it's\n"
  };
  private static final String[] POSTGRESQL = {
    "'\\'", "'zzz\\'", "E'\\'zzz'", "\"it's\"", "#> 'zzz'", "'\\\\\\'", "-- it's\n"
  };
  private static final String[] SQLITE = {"'\\'", "'zzz\\'", "= \"zzz\"", "= \"zzz\\\"", "[n]"};

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "postgresql", "sqlite"})
  void noTextOfValidSqlIsSeen(String system) {
    SplittableRandom random = new SplittableRandom(6);
    String[] own =
        switch (system) {
          case "mysql" -> MYSQL;
          case "sqlite" -> SQLITE;
          default -> POSTGRESQL;
        };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder sql = new StringBuilder("SELECT a");
      for (int j = random.nextInt(12); j > 0; j--) {
        String[] from = random.nextBoolean() ? own : COMMON;
        sql.append(' ').append(from[random.nextInt(from.length)]);
      }
      String whole = sql + " 'zzz'";
      String cut = whole.substring(0, random.nextInt(whole.length() + 1));
      for (String text : new String[] {whole, cut}) {
        assertThat(clean(system, text)).as(text).doesNotContain("zzz");
        assertThat(clean("", text)).as(text).doesNotContain("zzz");
      }
    }
  }
}
