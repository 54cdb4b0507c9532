package io.beltline.ottl.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions that logs are read with: which engine they get, and what it finds. */
class LogPatternsTest {

  /** A kind of log; by one pass, two, or RE2/J. */
  record Kind(String engine, String regex, String line) {}

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind(
            "one",
            "^(?P<time>\\S+) (?P<level>[A-Z]+) \\[(?P<thread>[^\\]]+)\\] (?P<logger>\\S+) -"
                + " (?P<message>.*)$",
            "2026-11-29T03:00:00.123Z INFO [worker-1] com.example.Shop - order 17 took 12 ms"),
        new Kind( // nginx and Apache, combined
            "one",
            "^(?P<client>\\S+) \\S+ (?P<user>\\S+) \\[(?P<time>[^\\]]+)\\] \"(?P<method>[A-Z]+)"
                + " (?P<target>\\S+) [^\"]*\" (?P<status>\\d+) (?P<bytes>\\d+)"
                + " \"(?P<referrer>[^\"]*)\" \"(?P<agent>[^\"]*)\"",
            "10.1.2.3 - bob [29/Nov/2026:03:00:00 +0000] \"GET /a?b=é HTTP/1.1\" 200 512"
                + " \"https://example.com/\" \"curl/8.5.0\""),
        new Kind( // Apache, common: a quote may be part of the method
            "two",
            "^(?P<host>[^ ]*) [^ ]* (?P<user>[^ ]*) \\[(?P<time>[^\\]]*)\\] \"(?P<method>\\S+)(?:"
                + " +(?P<path>[^ ]*) +\\S*)?\" (?P<code>[^ ]*) (?P<size>[^ ]*)$",
            "::1 - - [29/Nov/2026:03:00:00 +0000] \"GET /index.html HTTP/1.0\" 304 -"),
        new Kind( // nginx's errors
            "two",
            "^(?P<time>\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2}) \\[(?P<level>\\w+)\\]"
                + " (?P<pid>\\d+)#(?P<tid>\\d+): (?:\\*(?P<cid>\\d+) )?(?P<message>.*?)"
                + "(?:, client: (?P<client>[^,]+))?(?:, server: (?P<server>[^,]*))?$",
            "2026/11/29 03:00:00 [error] 7#8: *9 open() failed, client: 10.0.0.1, server: a.b"),
        new Kind( // syslog, RFC 3164
            "one",
            "^(?:<(?P<priority>\\d{1,3})>)?(?P<time>[A-Z][a-z][a-z] {1,2}\\d{1,2}"
                + " \\d\\d:\\d\\d:\\d\\d) (?P<host>\\S+) (?P<app>[^\\[: ]+)"
                + "(?:\\[(?P<pid>\\d+)\\])?: (?P<message>.*)",
            "<34>Nov  9 03:00:00 mail su[230]: 'su root' failed for bob on /dev/pts/8"),
        new Kind( // CRI-O and containerd: the blank before the text may be part of it
            "two",
            "^(?P<time>[^ Z]+Z?) (?P<stream>stdout|stderr) (?P<logtag>[^ ]*) ?(?P<log>.*)$",
            "2026-11-29T03:00:00.123456789Z stdout F {\"level\":\"info\"}"),
        new Kind( // PostgreSQL: so may be blanks of the text
            "two",
            "^(?P<time>\\S+ \\S+) (?P<zone>\\S+) \\[(?P<pid>\\d+)\\] (?P<level>[A-Z]+):"
                + " +(?P<message>(?s:.*))$",
            "2026-11-29 03:00:00.123 UTC [71] LOG:  duration: 3.1 ms\n\tstatement: SELECT 1"),
        new Kind( // PostgreSQL, with a user that may be missing before what looks alike
            "two",
            "^(?P<time>\\S+ \\S+) (?P<zone>\\S+) \\[(?P<pid>\\d+)\\] (?:(?P<who>\\S+)"
                + " )?(?P<level>[A-Z]+): ",
            "2026-11-29 03:00:00.123 UTC [71] bob@shop LOG:  duration: 3.1 ms"),
        new Kind( // Logback and Log4j; two ways to read "1"
            "one",
            "^(?P<time>\\d{4}-(?:0?[1-9]|1[0-2])-\\d{1,2}[ T]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?)"
                + " +(?P<level>TRACE|DEBUG|INFO|WARN|ERROR|FATAL) +\\[(?P<thread>[^\\]]*)\\] ",
            "2026-11-29 03:00:00,123 WARN  [main] c.e.Shop: slow"),
        new Kind( // the first line of a stack trace, anywhere
            "two",
            "(?m)^(?P<exception>[\\w.$]+(?:Exception|Error))(?:: (?P<message>.*))?$",
            "something failed\njava.io.IOException: no space\n\tat com.example.Shop.main"),
        new Kind( // not anchored
            "two",
            "(?i)(?P<key>user|account)[=:]\\s*\"?(?P<value>[^\\s\",;]+)\"?",
            "login failed, USER: \"bob\"; account=17"),
        new Kind("two", "^(?P<a>.*?),(?P<b>.*?),(?P<rest>.*)$", "1,,x,y"),
        new Kind("two", "^.*/(?P<file>[^/]+)_(?P<n>\\d+)\\.log$", "/var/log/a_b/c_12_7.log"),
        new Kind("one", "^(?P<word>\\p{L}+) (?P<rest>.*)$", "Größe 17"),
        new Kind("re2", "^(?P<words>(?:\\w*\\s*)*)$", "a b c"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void groupsAreFoundAsByRe2jInALineAndItsParts(Kind kind) throws InvalidPatternException {
    TextPattern pattern = TextPattern.of(kind.regex);
    byte[] line = kind.line.getBytes(StandardCharsets.UTF_8);
    assertThat(pattern.captures(kind.line).next()).isTrue();
    for (int to = 0; to <= line.length; to++) {
      check(pattern, Arrays.copyOf(line, to));
      check(pattern, Arrays.copyOfRange(line, to, line.length));
    }
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] other = line.clone();
      other[random.nextInt(line.length)] = (byte) random.nextInt(256);
      other[random.nextInt(line.length)] = line[random.nextInt(line.length)];
      check(pattern, other);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theEngineIsTheCheapestThatWillDo(Kind kind) throws InvalidPatternException {
    GroupSearch search = TextPattern.of(kind.regex).groupSearch();
    String engine = search.one() != null ? "one" : search.two() != null ? "two" : "re2";
    assertThat(engine).as(kind.regex).isEqualTo(kind.engine);
  }

  private static void check(TextPattern pattern, byte[] text) {
    List<List<Integer>> found = new ArrayList<>();
    for (Captures match = pattern.captures(text, 0, text.length); match.next(); ) {
      List<Integer> places = new ArrayList<>();
      for (int group = 0; group <= pattern.groupCount(); group++) {
        places.add(match.start(group));
        places.add(match.end(group));
      }
      found.add(places);
    }
    assertThat(found)
        .as("%s in \"%s\"", pattern, Re2Oracle.read(text))
        .isEqualTo(Re2Oracle.matches(pattern.re2(), text));
  }
}
