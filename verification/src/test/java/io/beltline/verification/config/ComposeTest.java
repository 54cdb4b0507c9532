package io.beltline.verification.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What the Compose files of examples speak of is there: the files they mount, the services they
 * name, a version of each image. The configuration beside each is run by {@link ExamplesTest}.
 */
class ComposeTest {
  private static final String CONFIG = "./config.yaml:/etc/beltline/config.yaml:ro";

  /** A name, and a version that begins with numbers. */
  private static final String IMAGE = "[a-z0-9./-]+:v?[0-9]+\\.[0-9]+[0-9A-Za-z._-]*";

  @ParameterizedTest
  @MethodSource("files")
  void speaksOfWhatIsThere(Path file) throws IOException {
    Map<?, ?> root = map(new Load(LoadSettings.builder().build()).loadFromString(text(file)));
    Map<?, ?> services = map(root.get("services"));
    Map<?, ?> volumes = root.containsKey("volumes") ? map(root.get("volumes")) : Map.of();
    for (Map.Entry<?, ?> named : services.entrySet()) {
      Map<?, ?> service = map(named.getValue());
      assertThat(String.valueOf(service.get("image"))).as(named + " of " + file).matches(IMAGE);
      assertThat(service.keySet().stream().map(Object::toString))
          .isSubsetOf("image", "command", "environment", "volumes", "ports", "network_mode");
      for (Object mount : (Collection<?>) service.get("volumes")) {
        String source = mount.toString().split(":", -1)[0];
        if (source.startsWith(".")) {
          assertThat(file.resolveSibling(source)).as(mount + " of " + file).exists();
        } else {
          assertThat(volumes.containsKey(source)).as(mount + " of " + file).isTrue();
        }
      }
      if (service.get("network_mode") instanceof String mode) {
        assertThat(services.containsKey(mode.replace("service:", ""))).as(mode).isTrue();
      }
    }
    Map<?, ?> beltline = map(services.get("beltline"));
    assertThat(((Collection<?>) beltline.get("volumes")).stream().map(Object::toString))
        .contains(CONFIG);
    assertThat(beltline.get("command"))
        .isEqualTo(List.of("/opt/beltline/bin/beltline", "--config", "/etc/beltline/config.yaml"));
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(files()).hasSizeGreaterThanOrEqualTo(2);
  }

  private static Map<?, ?> map(Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<?, ?>) value;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> folders = Files.list(Project.root().resolve("examples"))) {
      return folders
          .map(folder -> folder.resolve("docker-compose.yml"))
          .filter(Files::exists)
          .sorted()
          .toList();
    }
  }
}
