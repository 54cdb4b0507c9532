package io.beltline.distribution.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.distribution.migrate.MigrateCommand.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a file holds, it is migrated or refused with words: nothing else is thrown. */
class OddInputTest {
  private static final List<String> ODD =
      List.of(
          "${A}",
          "${A:1}",
          "[]",
          "{}",
          "[[",
          "]]",
          "'",
          "\"",
          "\n",
          "-1",
          "1e9",
          "%{",
          "%{+}",
          "!",
          "null",
          "\\",
          "99999999999999999999",
          ": ",
          "- ",
          "(",
          ")",
          "=>",
          "$",
          "\u0000",
          "|",
          "*");

  private static final List<String> FILEBEAT = samples(Source.FILEBEAT, ".yml");
  private static final List<String> LOGSTASH = samples(Source.LOGSTASH, ".conf");

  private static List<String> samples(Source source, String ending) {
    String name = "/migrate/" + source.name().toLowerCase(Locale.ROOT);
    try {
      Path folder = Path.of(Objects.requireNonNull(OddInputTest.class.getResource(name)).toURI());
      List<String> texts = new ArrayList<>();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(one -> one.toString().endsWith(ending)).sorted().toList()) {
          texts.add(Files.readString(file));
        }
      }
      return texts;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (URISyntaxException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  /** Puts odd texts in place of words, takes pieces out, and doubles them. */
  private static String mutated(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = random.nextInt(out.length() + 1);
      int to = Math.min(out.length(), from + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> out.insert(from, ODD.get(random.nextInt(ODD.size())));
        case 1 -> out.delete(from, to);
        case 2 -> out.insert(from, out.substring(from, to));
        default -> word(out, random);
      }
    }
    return out.toString();
  }

  private static void word(StringBuilder out, Random random) {
    int from = random.nextInt(out.length() + 1);
    while (from < out.length() && !Character.isLetterOrDigit(out.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < out.length() && Character.isLetterOrDigit(out.charAt(to))) {
      to++;
    }
    out.replace(from, to, ODD.get(random.nextInt(ODD.size())));
  }

  private static void migrates(String text, Source source) {
    try {
      assertThat(MigrateCommand.migrate(text, "odd", source).told()).isNotEmpty();
    } catch (UnreadableException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    } catch (RuntimeException | StackOverflowError thrown) {
      throw new AssertionError(text, thrown);
    }
  }

  @Test
  void aSlashAloneIsAName() throws UnreadableException {
    String text =
        """
        filebeat.inputs:
          - {type: filestream, id: a, paths: [/a]}
        processors:
          - drop_fields: {fields: ["/"]}
        output.elasticsearch.hosts: ["localhost:9200"]
        """;
    assertThat(MigrateCommand.migrate(text, "odd", Source.FILEBEAT).yaml()).contains("^/(");
  }

  @Property(tries = 3_000, seed = "20261128")
  void filebeatIsMigratedOrRefused(@ForAll Random random) {
    migrates(mutated(FILEBEAT.get(random.nextInt(FILEBEAT.size())), random), Source.FILEBEAT);
  }

  @Property(tries = 3_000, seed = "20261128")
  void logstashIsMigratedOrRefused(@ForAll Random random) {
    migrates(mutated(LOGSTASH.get(random.nextInt(LOGSTASH.size())), random), Source.LOGSTASH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOGSTASH | 'filter { if ' | '! ' | ' [a] { } }'",
        "LOGSTASH | 'filter { if ' | '(' | ' [a] { } }'",
        "LOGSTASH | 'filter { if [a] ' | 'xor [a] ' | ' { } }'",
        "LOGSTASH | 'filter { a { b => ' | '[' | ' } }'",
        "LOGSTASH | 'filter { a { b => ' | '{ c => ' | ' } }'",
        "FILEBEAT | 'a: ' | '[' | ''"
      })
  void whatIsTooDeepIsRefused(Source source, String start, String again, String end) {
    assertThatThrownBy(
            () -> MigrateCommand.migrate(start + again.repeat(20_000) + end, "deep", source))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("deep:1:");
  }

  @Test
  void aKeyOfManyPartsIsNotUnfolded() throws UnreadableException {
    String key = "fields" + ".a".repeat(20_000);
    assertThat(MigrateCommand.migrate("? " + key + "\n: 1", "odd", Source.FILEBEAT).told())
        .anyMatch(line -> line.contains("missing"));
  }
}
