package io.beltline.transport.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.config.Secret;
import io.beltline.model.Slice;
import io.beltline.transport.Certificates;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.ExchangeTrace.Phase;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTraceTest {
  @TempDir private Path folder;

  private final Here here = new Here();
  private HttpServer server;
  private HttpClient client;

  @AfterEach
  void close() {
    client.close(here.soon());
    if (server != null) {
      server.close(here.soon());
    }
  }

  private void serve(Map<String, ?> tls) {
    Map<String, Object> keys = new HashMap<>(tls);
    keys.put("endpoint", "127.0.0.1:0");
    server =
        HttpServer.start(
            Configs.of(HttpServerConfig.class, keys),
            here.server(),
            request -> HttpResponse.text(200, "x".repeat(100_000)));
  }

  private ExchangeTrace call(String url) {
    ExchangeTrace trace = new ExchangeTrace();
    client.send(
        HttpCall.post(URI.create(url), "text/plain", List.of(Slice.utf8("hello"))).with(trace));
    return trace;
  }

  @Test
  void tellsThePhasesOfAPlainCallAndOfOneOnTheSameConnection() {
    serve(Map.of());
    client = HttpClient.create(Configs.of(HttpClientConfig.class, Map.of()), here.client());
    ExchangeTrace first = call("http://localhost:" + server.port());
    assertThat(first.nanos(Phase.LOOKUP)).isPositive();
    assertThat(first.nanos(Phase.CONNECT)).isPositive();
    assertThat(first.nanos(Phase.TLS)).isZero();
    assertThat(first.nanos(Phase.SEND)).isPositive();
    assertThat(first.nanos(Phase.RECEIVE)).isPositive();
    assertThat(first.peer()).isNull();
    ExchangeTrace second = call("http://localhost:" + server.port());
    assertThat(second.nanos(Phase.LOOKUP)).isZero();
    assertThat(second.nanos(Phase.CONNECT)).isZero();
    assertThat(second.nanos(Phase.RECEIVE)).isPositive();
    assertThat(call("http://127.0.0.1:" + server.port()).nanos(Phase.LOOKUP)).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsTheHandshakeAndWhoseCertificateItIs(boolean http2) {
    Certificates own = Certificates.make(folder, "own", "EC");
    serve(
        Map.of(
            "tls.common.certPem", new Secret(own.cert()),
            "tls.common.keyPem", new Secret(own.key())));
    client =
        HttpClient.create(
            Configs.of(
                HttpClientConfig.class,
                Map.of("tls.common.caPem", new Secret(own.cert()), "forceAttemptHttp2", http2)),
            here.client());
    ExchangeTrace first = call("https://127.0.0.1:" + server.port());
    assertThat(first.nanos(Phase.TLS)).isPositive();
    assertThat(first.nanos(Phase.SEND)).isPositive();
    assertThat(first.nanos(Phase.RECEIVE)).isPositive();
    assertThat(requireNonNull(first.peer()).getSubjectX500Principal().getName())
        .isEqualTo("CN=own");
    ExchangeTrace second = call("https://127.0.0.1:" + server.port());
    assertThat(second.nanos(Phase.TLS)).isZero();
    assertThat(requireNonNull(second.peer()).getSubjectX500Principal().getName())
        .isEqualTo("CN=own");
  }

  @Test
  void aConnectionThatIsRefusedHasNoPhases() {
    client = HttpClient.create(Configs.of(HttpClientConfig.class, Map.of()), here.client());
    ExchangeTrace trace = call("http://127.0.0.1:1");
    for (Phase phase : Phase.values()) {
      assertThat(trace.nanos(phase)).as(phase.name()).isZero();
    }
    assertThat(trace.peer()).isNull();
  }
}
