package io.beltline.exporter.jaegerstorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.components.bulk.BulkSettings;
import io.beltline.exporter.Yaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials of a cluster, and files of them that change. */
class StorageClusterTest {
  private final FakeClock clock = new FakeClock();
  @TempDir private Path folder;

  private BulkSettings settings(String auth) {
    return StorageCluster.settings(
        Storages.search("server_urls: [\"http://localhost:9200\"], auth: {" + auth + "}"),
        Yaml.bind(JaegerStorageExporterConfig.class, "trace_storage: main").value(),
        clock,
        TestSettings.of("jaeger_storage").settings().logger());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "basic: {username: u, password_file: FILE} | Basic dTpw | Basic dTpwMg==",
        "bearer_token: {file_path: FILE} | Bearer p | Bearer p2",
        "api_key: {file_path: FILE} | ApiKey p | ApiKey p2",
      })
  void aFileOfCredentialsMayChange(String auth, String before, String after) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "p\n");
    BulkSettings settings = settings(auth.replace("FILE", file.toString()));
    assertThat(settings.credentials().get()).containsExactly(new Header("authorization", before));
    Files.writeString(file, "p2\n");
    clock.advance(Duration.ofSeconds(1));
    assertThat(settings.credentials().get()).containsExactly(new Header("authorization", after));
    Files.delete(file);
    clock.advance(Duration.ofSeconds(1));
    assertThat(settings.credentials().get())
        .as("the last one stays")
        .containsExactly(new Header("authorization", after));
  }

  @Test
  void aFileThatIsMissingAtTheStartIsTold() {
    assertThatThrownBy(() -> settings("bearer_token: {file_path: " + folder + "/none}"))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("auth::bearer_token::file_path")
        .hasMessageContaining("/none");
  }

  @Test
  void nobodyIsNamedWithoutCredentials() {
    assertThat(settings("").credentials().get()).isEmpty();
  }
}
