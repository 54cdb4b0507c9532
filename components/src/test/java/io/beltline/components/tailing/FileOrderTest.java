package io.beltline.components.tailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.BoundYaml;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileOrderTest {
  private static final long NOW = 1_782_864_000_000L; // 2026-07-01
  private static final String NAMES =
      "regex: '(?P<app>[a-z]+)-(?P<day>[0-9]{6})-(?P<n>[0-9]+)\\.log$'";

  private static List<String> chosen(String yaml, String... files) {
    FileOrder order = new FileOrder(BoundYaml.value(OrderingConfig.class, "{" + yaml + "}"));
    List<Path> paths = Stream.of(files).map(Path::of).toList();
    return order.choose(paths, NOW).stream().map(Path::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "top_n: 0 | a-250102-9.log x b-250101-10.log a-250101-2.log",
        "sort_by: [{sort_type: numeric, regex_key: n}] | b-250101-10.log",
        "sort_by: [{sort_type: numeric, regex_key: n, ascending: true}] | a-250101-2.log",
        "top_n: 2, sort_by: [{sort_type: numeric, regex_key: n}] | b-250101-10.log a-250102-9.log",
        "top_n: 0, sort_by: [{sort_type: alphabetical, regex_key: n}] | a-250102-9.log"
            + " a-250101-2.log b-250101-10.log",
        "sort_by: [{sort_type: timestamp, regex_key: day, layout: '%y%m%d'}] | a-250102-9.log",
        "top_n: 0, sort_by: [{sort_type: numeric, regex_key: n}, {sort_type: alphabetical,"
            + " regex_key: app}] | b-250101-10.log a-250102-9.log a-250101-2.log",
        "group_by: '^([a-z])-', sort_by: [{sort_type: numeric, regex_key: n, ascending: true}] |"
            + " a-250101-2.log b-250101-10.log",
      })
  void pathsSayWhichFilesAreRead(String criteria, String expected) {
    String yaml = criteria.contains("sort_by") ? NAMES + ", " + criteria : criteria;
    assertThat(chosen(yaml, "a-250102-9.log", "x", "b-250101-10.log", "a-250101-2.log"))
        .containsExactly(expected.split(" "));
  }

  @Test
  void whatHasNoValueIsLeftOut() {
    String numbers = "regex: '(?P<n>.+)', top_n: 0, sort_by: [{sort_type: numeric, regex_key: n}]";
    assertThat(chosen(numbers, "1", "x", "3", "99999999999999999999")).containsExactly("3", "1");
  }
}
