package io.beltline.receiver.filestats;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.scrape.ScrapeRig;
import io.beltline.testkit.BoundYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of a real folder. */
class FileStatsTest {
  @TempDir private Path folder;

  private ScrapeRig start(String keys) {
    return ScrapeRig.start(
        new FileStatsFactory(), "{include: '" + folder + "/**/*.log'" + keys + "}");
  }

  private Path file(String name, String text, long modified) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * modified));
    return file;
  }

  @Test
  void filesOfThePatternAreTold() throws IOException {
    file("a.log", "hello", 1_000_000_000);
    file("deep/er/b.log", "hi", 1_100_000_000);
    file("c.txt", "no", 1);
    try (ScrapeRig rig = start("")) {
      assertThat(rig.scrape())
          .containsExactlyInAnyOrder(
              "file.mtime{} 1000000000",
              "file.mtime{} 1100000000",
              "file.size{} 2",
              "file.size{} 5");
      assertThat(rig.json())
          .contains(
              "\"attributes\":[{\"key\":\"file.name\",\"value\":{\"stringValue\":\"a.log\"}}]")
          .contains("\"stringValue\":\"b.log\"")
          .contains("contrib/receiver/filestatsreceiver\"")
          .doesNotContain("file.path", "\"isMonotonic\"", "c.txt");
      assertThat(rig.meter().count("otelcol_scraper_scraped_metric_points")).isEqualTo(4);
    }
  }

  @Test
  void everyMetricAndAttributeCanBeSwitched() throws IOException {
    Path file = file("a.log", "hello", 1_000_000_000);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.setAttribute(file, "lastAccessTime", FileTime.fromMillis(1_200_000_000_000L));
    long changed = ((FileTime) Files.getAttribute(file, "unix:ctime")).toMillis() / 1000;
    try (ScrapeRig rig =
        start(
            ", metrics: {file.atime: {enabled: true}, file.ctime: {enabled: true}, file.count:"
                + " {enabled: true}, file.mtime: {enabled: false}, file.size: {enabled: false}},"
                + " resource_attributes: {file.path: {enabled: true}, file.name: {enabled:"
                + " false}}")) {
      assertThat(rig.scrape())
          .containsExactlyInAnyOrder(
              "file.atime{} 1200000000",
              "file.count{} 1",
              "file.ctime{file.permissions=-rw-r-----} " + changed);
      assertThat(rig.json())
          .contains("{\"key\":\"file.path\",\"value\":{\"stringValue\":\"" + file + "\"}}")
          .doesNotContain("file.name");
    }
  }

  @Test
  void foldersAndLinksAreFilesToo() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("x.log"));
    Files.createSymbolicLink(folder.resolve("y.log"), file("a.txt", "four", 1));
    try (ScrapeRig rig = start("")) {
      assertThat(rig.scrape())
          .hasSize(4)
          .contains("file.size{} 4")
          .contains("file.size{} " + Files.size(inner));
    }
  }

  @Test
  void aFileThatAppearsAndGoesIsToldWhileItIsThere() throws IOException {
    try (ScrapeRig rig = start(", metrics: {file.count: {enabled: true}}")) {
      assertThat(rig.scrape()).containsExactly("file.count{} 0");
      Path file = file("a.log", "x", 5);
      assertThat(rig.scrape()).contains("file.count{} 1", "file.mtime{} 5");
      Files.delete(file);
      assertThat(rig.scrape()).containsExactly("file.count{} 0");
    }
  }

  @ParameterizedTest
  @CsvSource({"**/*.log,4", "'{a/*,**/*}.log',-1", "**/a/**/*.log,3"})
  void beyondTheLimitNothingIsCountedThatMayHaveBeenCounted(String pattern, int count)
      throws IOException {
    for (String name : List.of("a/1.log", "a/2.log", "a/a/3.log", "b/4.log")) {
      file(name, "x", 5);
    }
    String keys =
        "{include: '%s/%s', metrics: {file.count: {enabled: true}, file.mtime: {enabled: false}}}"
            .formatted(folder, pattern);
    int most = count == 3 ? 3 : 2;
    try (ScrapeRig rig = ScrapeRig.start(new FileStatsFactory(most), keys)) {
      List<String> found = rig.scrape();
      assertThat(found).filteredOn(point -> point.startsWith("file.size")).hasSize(most);
      assertThat(found)
          .filteredOn(point -> point.startsWith("file.count"))
          .isEqualTo(count < 0 ? List.of() : List.of("file.count{} " + count));
    }
  }

  @Test
  void nothingIsSentWhereNothingIsFound() {
    try (ScrapeRig rig = start("")) {
      assertThat(rig.scrape()).isEmpty();
      assertThat(rig.meter().count("beltline_scraper_faults")).isZero();
    }
  }

  @Test
  void defaults() {
    FileStatsConfig config = BoundYaml.value(FileStatsConfig.class, "{include: /a/*}");
    assertThat(config.scrape().collectionInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.scrape().initialDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.scrape().timeout()).isZero();
    assertThat(config.hasName()).isTrue();
    assertThat(config.hasPath()).isFalse();
    assertThat(config.metrics()).isEqualTo(Map.of());
    assertThat(new FileStatsFactory().aliases()).isEqualTo(List.of("filestats"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | include: is empty (expected: a pattern such as /var/log/*.log)",
        "{include: '/a/[b'} | include: \"/a/[b\" is no pattern of paths",
        "{include: /a, metrics: {file.sizes: {}}} | file.sizes: is no metric of file_stats",
        "{include: /a, resource_attributes: {file.nam: {}}} | file.nam: is no attribute of a file",
        "{include: /a, collection_interval: 0s} | collection_interval: must be positive",
        "{includes: /a, include: /b} | includes",
      })
  void wrongValuesAreRefusedWithTheirPlace(String yaml, String problem) {
    assertThat(BoundYaml.problems(FileStatsConfig.class, yaml))
        .singleElement()
        .asString()
        .contains(problem)
        .containsPattern("1:[0-9]+");
  }
}
