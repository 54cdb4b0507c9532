package io.beltline.receiver.prometheus;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Secret;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpKeepaliveConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of an HTTP client as Prometheus has them. */
public record ScrapeHttpConfig(
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("A name and a password.")
        @Nullable BasicAuthConfig basicAuth,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("A header Authorization.")
        @Nullable AuthorizationConfig authorization,
    @Key("oauth2") @Doc("Not supported: must not be written.") ConfigNode oauth2,
    @Default("") @Doc("Older: authorization::credentials.") Secret bearerToken,
    @Default("") @Doc("Older: authorization::credentials_file.") String bearerTokenFile,
    @Section @Doc("TLS of https.") ScrapeTlsConfig tlsConfig,
    @Default("true") @Doc("Redirects are followed on the same host; must stay true.")
        boolean followRedirects,
    @Key("enable_http2") @Default("true") @Doc("Offer HTTP/2 to https servers.")
        boolean enableHttp2,
    @Default("") @Doc("The proxy; empty for the one the environment names.") String proxyUrl,
    @Default("") @Doc("Not supported: must stay empty.") String noProxy,
    @Default("false") @Doc("Accepted: without proxy_url the environment's proxy is taken.")
        boolean proxyFromEnvironment,
    @Doc("Not supported: must not be written.") ConfigNode proxyConnectHeader,
    @Default("{}") @Doc("Further headers.") Map<String, HeaderValuesConfig> httpHeaders)
    implements Validated {

  /**
   * The same as the keys of every client.
   *
   * @param folder where relative paths begin
   */
  HttpClientConfig client(Path folder) {
    HttpClientConfig usual = HttpClientConfig.to("", tlsConfig.client(folder), Map.of(), "");
    return new HttpClientConfig(
        "",
        proxyUrl,
        usual.tls(),
        0,
        0,
        Duration.ZERO,
        Map.of(),
        null,
        "",
        usual.compressionParams(),
        new HttpKeepaliveConfig(true, Duration.ofMinutes(5), 20_000, 1000),
        usual.maxIdleConns(),
        usual.maxIdleConnsPerHost(),
        0,
        usual.idleConnTimeout(),
        false,
        Duration.ZERO,
        Duration.ZERO,
        null,
        enableHttp2,
        List.of());
  }

  @Override
  public void validate(Problems problems) {
    boolean bearer = !bearerToken.reveal().isEmpty() || !bearerTokenFile.isEmpty();
    int ways = (basicAuth == null ? 0 : 1) + (authorization == null ? 0 : 1) + (bearer ? 1 : 0);
    if (ways > 1) {
      problems.add(
          basicAuth == null ? "authorization" : "basic_auth",
          "is one of several (expected: one of basic_auth, authorization, bearer_token and"
              + " bearer_token_file)");
    }
    if (!bearerToken.reveal().isEmpty() && !bearerTokenFile.isEmpty()) {
      problems.add("bearer_token_file", "stands beside bearer_token (expected: one of the two)");
    }
    if (!oauth2.isNull()) {
      problems.add("oauth2", "is not supported (expected: authorization with a credentials_file)");
    }
    if (!followRedirects) {
      problems.add("follow_redirects", "cannot be turned off (expected: true)");
    }
    if (!noProxy.isEmpty()) {
      problems.add("no_proxy", "is not supported (expected: jobs with and without proxy_url)");
    }
    if (!proxyConnectHeader.isNull()) {
      problems.add("proxy_connect_header", "is not supported (expected: not to be written)");
    }
    client(Path.of(""))
        .validate(
            (key, message) -> {
              if (key.equals("proxy_url")) {
                problems.add(key, message);
              }
            });
  }
}
