package io.beltline.verification.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.config.Problem;
import io.beltline.verification.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations with mistakes: each tells exactly the mistakes it was given, where they are. */
class BrokenConfigurationsTest {
  private static final Path FOLDER = Project.module().resolve("src/test/resources/broken");
  private static final int FILES = 48;

  @Test
  void thereAreEnough() throws IOException {
    assertThat(names()).hasSizeGreaterThanOrEqualTo(FILES);
  }

  @ParameterizedTest
  @MethodSource("names")
  void tellsItsMistakesAndNoOthers(String name) throws IOException {
    List<Expectation> expected = Expectation.of(FOLDER.resolve(name));
    List<Problem> errors =
        Trial.of(FOLDER, List.of(name), Map.of()).check().stream().filter(Problem::fatal).toList();
    assertThat(expected).as("expectations, lines of the form #! LINE:COLUMN WORDS").isNotEmpty();
    assertThat(errors).as("errors").hasSameSizeAs(expected);
    for (int i = 0; i < errors.size(); i++) {
      Expectation one = expected.get(i);
      assertThat(errors.get(i)).matches(one::meets, one.toString());
    }
  }

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
