package io.beltline.exporter.jaegerstorage;

import io.beltline.api.ComponentException;
import io.beltline.components.bulk.BulkLog;
import io.beltline.components.bulk.BulkSettings;
import io.beltline.components.bulk.BulkTable;
import io.beltline.components.jaegerstorage.SearchStorageConfig;
import io.beltline.components.jaegerstorage.StorageAuthConfig;
import io.beltline.delivery.Answer;
import io.beltline.transport.Header;
import io.beltline.transport.config.AuthConfig;
import io.beltline.transport.config.HttpClientConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the cluster of a storage is spoken to. */
final class StorageCluster {
  private static final BulkLog SILENT = new BulkLog(false, false, false, Duration.ofSeconds(1));

  private StorageCluster() {}

  /**
   * The settings.
   *
   * @throws ComponentException if a file of credentials cannot be read
   */
  static BulkSettings settings(SearchStorageConfig storage, JaegerStorageExporterConfig config) {
    return new BulkSettings(
        client(storage),
        storage.serverUrls().stream().map(URI::create).toList(),
        "",
        credentials(storage.auth()),
        storage.bulkProcessing().maxBytes(),
        BulkTable.ANSWERS.with(config.answers()),
        config.answers().containsKey(Answer.parse("409")),
        false,
        storage.sniffing().enabled(),
        Duration.ZERO,
        SILENT);
  }

  private static HttpClientConfig client(SearchStorageConfig storage) {
    HttpClientConfig plain =
        HttpClientConfig.to(
            storage.serverUrls().getFirst(),
            storage.tls(),
            storage.customHeaders(),
            storage.httpCompression() ? "gzip" : "");
    String authenticator = storage.auth().authenticator();
    return authenticator.isEmpty() ? plain : plain.signedBy(new AuthConfig(authenticator));
  }

  private static List<Header> credentials(StorageAuthConfig auth) {
    String value = authorization(auth);
    return value == null ? List.of() : List.of(new Header("authorization", value));
  }

  private static @Nullable String authorization(StorageAuthConfig auth) {
    if (auth.basic() != null) {
      String file = auth.basic().passwordFile();
      String password =
          file.isEmpty()
              ? auth.basic().password().reveal()
              : read("auth::basic::password_file", file);
      byte[] pair = (auth.basic().username() + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
    if (auth.bearerToken() != null) {
      return "Bearer " + read("auth::bearer_token::file_path", auth.bearerToken().filePath());
    }
    return auth.apiKey() == null
        ? null
        : "ApiKey " + read("auth::api_key::file_path", auth.apiKey().filePath());
  }

  private static String read(String key, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException unreadable) {
      throw new ComponentException(
          "%s: %s cannot be read: %s (expected: a file with nothing but it)"
              .formatted(key, file, unreadable.getMessage()));
    }
  }
}
