package io.beltline.distribution.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.distribution.migrate.MigrateCommand.Source;
import io.beltline.distribution.test.Command;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations of Filebeat and Logstash: each migrates to one that is valid, gives the expected
 * fields on sample lines, and has the expected report. With the system property {@code
 * migrate=write} the reports are written instead.
 */
class MigrationSamplesTest {
  private static final boolean WRITE = "write".equals(System.getProperty("migrate"));

  @TempDir private Path folder = Path.of("");

  private static Path resources(Source source) throws URISyntaxException {
    String name = "/migrate/" + source.name().toLowerCase(Locale.ROOT);
    return Path.of(
        Objects.requireNonNull(MigrationSamplesTest.class.getResource(name), name).toURI());
  }

  private static List<Path> files(Source source) {
    String ending = source == Source.FILEBEAT ? ".yml" : ".conf";
    try (Stream<Path> all = Files.list(resources(source))) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException | URISyntaxException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static List<Path> filebeat() {
    return files(Source.FILEBEAT);
  }

  static List<Path> logstash() {
    return files(Source.LOGSTASH);
  }

  @Test
  void thereAreTwentyOfEach() {
    assertThat(filebeat()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(logstash()).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("filebeat")
  void filebeatMigrates(Path file) throws Exception {
    migrates(file, Source.FILEBEAT);
  }

  @ParameterizedTest
  @MethodSource("logstash")
  void logstashMigrates(Path file) throws Exception {
    migrates(file, Source.LOGSTASH);
  }

  private void migrates(Path file, Source source) throws Exception {
    String name = file.getFileName().toString();
    Migration migration = MigrateCommand.migrate(Files.readString(file), name, source);
    Files.writeString(folder.resolve("config.yaml"), migration.yaml());
    String base = name.substring(0, name.lastIndexOf('.'));
    Path tests = folder.resolve(base + ".test.yaml");
    Files.copy(file.resolveSibling(base + ".test.yaml"), tests);
    Command command = Command.run(tests.toString());
    assertThat(command.code()).as(command.output() + migration.yaml()).isZero();
    report(file.resolveSibling(base + ".report"), String.join("\n", migration.told()) + "\n");
  }

  private static void report(Path golden, String report) throws IOException {
    if (WRITE) {
      Path source = Path.of(golden.toString().replace("target/test-classes", "src/test/resources"));
      Files.writeString(source, report);
    } else {
      assertThat(report).isEqualTo(Files.readString(golden));
    }
  }
}
