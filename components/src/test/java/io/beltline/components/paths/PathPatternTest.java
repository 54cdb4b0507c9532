package io.beltline.components.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of("a/1.log", "a/.2.log", "b/c/3.log", "b/4.txt", "5.log", "^.log")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "*.log; 5.log ^.log",
        "a/[^.]*.log; a/1.log",
        "a/[!.]*.log; a/1.log",
        "\\[^]*; ''",
        "{a,b/c}/*.log; a/.2.log a/1.log b/c/3.log",
        "{a/[^.],b/c/[0-9]}.log; a/1.log b/c/3.log",
        "b/{c/3.log,4.txt}; b/4.txt b/c/3.log",
        "{b/{c/3,4},5}.{log,txt}; 5.log b/4.txt b/c/3.log",
        "**/*.log; 5.log ^.log a/.2.log a/1.log b/c/3.log",
        "**/**/**/*.log; 5.log ^.log a/.2.log a/1.log b/c/3.log",
      })
  void patternsFindWhatTheyMatch(String pattern, String found) {
    PathPattern paths = PathPattern.of(folder + "/" + pattern);
    TreeSet<Path> into = new TreeSet<>();
    paths.find(into);
    assertThat(into.stream().map(path -> folder.relativize(path).toString()))
        .containsExactlyElementsOf(found.isEmpty() ? List.of() : List.of(found.split(" ")));
    assertThat(into).allMatch(paths::matches);
  }

  @Test
  void nothingIsLookedForBehindWhatWasEnough() {
    List<Path> seen = new ArrayList<>();
    PathPattern logs = PathPattern.of(folder + "/**/*.log");
    assertThat(logs.find(seen::add, () -> seen.size() < 2)).isFalse();
    assertThat(seen).hasSize(2);
    assertThat(logs.find(seen::add, () -> true)).isTrue();
  }

  @Test
  void nobodyLooksOnWhereNothingIsFound() {
    int[] asked = {0};
    List<Path> seen = new ArrayList<>();
    PathPattern none = PathPattern.of(folder + "/**/*.none");
    assertThat(none.find(seen::add, () -> ++asked[0] < 2)).isFalse();
    assertThat(asked[0]).isEqualTo(2);
    assertThat(none.find(seen::add, () -> ++asked[0] > 0)).isTrue();
    assertThat(asked[0]).as("once for each folder at least").isGreaterThan(4);
    assertThat(seen).isEmpty();
  }

  @Test
  void aFolderIsNotListedToItsEndWhenTheTimeIsOver() {
    int[] asked = {0};
    PathPattern none = PathPattern.of(folder + "/a/*.none");
    assertThat(none.find(seen -> {}, () -> ++asked[0] < 3)).isFalse();
    assertThat(asked[0]).as("once for the folder, and for each name in it").isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"/a/*,true", "/a/**/b,true", "/**/**/b,true", "/**/a/**/b,false", "'/{a/b,c}',false"})
  void whetherAFileMayBeShownTwiceIsKnown(String pattern, boolean once) {
    assertThat(PathPattern.of(pattern).isEachShownOnce()).isEqualTo(once);
  }

  @Test
  void whatIsNoPatternIsRefusedAtOnce() {
    assertThat(PathPattern.problem("/a/{b")).contains("is no pattern");
    assertThat(PathPattern.problem("/a/[b")).contains("is no pattern");
    assertThat(PathPattern.problem("/{a/1,b/2}".repeat(12))).contains("more than 1000 patterns");
    assertThat(PathPattern.problem("/{a/1,b/2}/{c,d}/[^e]")).isNull();
  }
}
