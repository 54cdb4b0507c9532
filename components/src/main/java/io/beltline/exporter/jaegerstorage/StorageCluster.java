package io.beltline.exporter.jaegerstorage;

import io.beltline.api.Clock;
import io.beltline.components.bulk.BulkLog;
import io.beltline.components.bulk.BulkSettings;
import io.beltline.components.bulk.BulkTable;
import io.beltline.components.credentials.TextSource;
import io.beltline.components.jaegerstorage.SearchStorageConfig;
import io.beltline.components.jaegerstorage.StorageAuthConfig;
import io.beltline.components.jaegerstorage.TokenConfig;
import io.beltline.delivery.Answer;
import io.beltline.transport.Header;
import io.beltline.transport.config.AuthConfig;
import io.beltline.transport.config.HttpClientConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** How the cluster of a storage is spoken to. */
final class StorageCluster {
  private static final BulkLog SILENT = new BulkLog(false, false, false, Duration.ofSeconds(1));

  private StorageCluster() {}

  /**
   * The settings. Files of credentials are read again when they change.
   *
   * @throws io.beltline.api.ComponentException if a file of credentials cannot be read
   */
  static BulkSettings settings(
      SearchStorageConfig storage, JaegerStorageExporterConfig config, Clock clock, Logger logger) {
    return new BulkSettings(
        client(storage),
        storage.serverUrls().stream().map(URI::create).toList(),
        "",
        credentials(storage.auth(), clock, logger),
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

  private static Supplier<List<Header>> credentials(
      StorageAuthConfig auth, Clock clock, Logger logger) {
    Supplier<String> value = authorization(auth, clock, logger);
    return value == null ? List::of : () -> List.of(new Header("authorization", value.get()));
  }

  private static @Nullable Supplier<String> authorization(
      StorageAuthConfig auth, Clock clock, Logger logger) {
    StorageAuthConfig.BasicConfig basic = auth.basic();
    if (basic != null) {
      Supplier<String> password =
          TextSource.of(
              "auth::basic::password_file",
              basic.passwordFile(),
              basic.password().reveal(),
              clock,
              logger);
      return () -> basic(basic.username() + ":" + password.get());
    }
    TokenConfig bearer = auth.bearerToken();
    if (bearer != null) {
      Supplier<String> token =
          TextSource.of("auth::bearer_token::file_path", bearer.filePath(), "", clock, logger);
      return () -> "Bearer " + token.get();
    }
    TokenConfig key = auth.apiKey();
    if (key == null) {
      return null;
    }
    Supplier<String> token =
        TextSource.of("auth::api_key::file_path", key.filePath(), "", clock, logger);
    return () -> "ApiKey " + token.get();
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
