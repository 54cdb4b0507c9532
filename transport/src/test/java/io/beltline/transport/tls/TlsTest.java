package io.beltline.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Status.Code;
import io.beltline.config.Secret;
import io.beltline.model.Payload;
import io.beltline.transport.Certificates;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.config.TlsClientConfig;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.HttpServer;
import io.beltline.transport.net.NettyTls;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  @TempDir static Path folder;
  private static Certificates one;
  private static Certificates two;

  private final Here here = new Here();
  private HttpServer server;
  private GrpcServer grpc;

  @BeforeAll
  static void certificates() {
    one = Certificates.make(folder, "one", "RSA");
    two = Certificates.make(folder, "two", "EC");
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close(here.soon());
    }
    if (grpc != null) {
      grpc.close(here.soon());
    }
  }

  private static Map<String, Object> own(Certificates certificates) {
    Map<String, Object> keys = new HashMap<>();
    keys.put("endpoint", "127.0.0.1:0");
    keys.put("tls.common.certPem", new Secret(certificates.cert()));
    keys.put("tls.common.keyPem", new Secret(certificates.key()));
    return keys;
  }

  private void serve(Map<String, Object> keys) {
    server =
        HttpServer.start(
            Configs.of(HttpServerConfig.class, keys),
            here.server(),
            request -> HttpResponse.text(200, "secure " + request.isSecure()));
  }

  private HttpReply get(Map<String, ?> keys) {
    HttpClient client = HttpClient.create(Configs.of(HttpClientConfig.class, keys), here.client());
    try {
      return client.send(HttpCall.get(URI.create("https://127.0.0.1:" + server.port() + "/")));
    } finally {
      client.close(here.soon());
    }
  }

  private static Map<String, Object> trusting(Certificates certificates) {
    Map<String, Object> keys = new HashMap<>();
    keys.put("tls.common.caPem", new Secret(certificates.cert()));
    return keys;
  }

  private static void assertServed(HttpReply reply) {
    assertThat(reply).isInstanceOf(HttpReply.Response.class);
    assertThat(((HttpReply.Response) reply).body().toUtf8()).isEqualTo("secure true");
  }

  private static void assertRefused(HttpReply reply) {
    assertThat(reply).isInstanceOf(HttpReply.Failure.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothProtocolsOverTls(boolean http2) {
    serve(own(one));
    Map<String, Object> keys = trusting(one);
    keys.put("forceAttemptHttp2", http2);
    assertServed(get(keys));
  }

  @Test
  void manyRequestsShareAnHttp2Connection() {
    serve(own(two));
    HttpClient client =
        HttpClient.create(Configs.of(HttpClientConfig.class, trusting(two)), here.client());
    for (int i = 0; i < 50; i++) {
      assertServed(
          client.send(HttpCall.get(URI.create("https://localhost:" + server.port() + "/" + i))));
    }
    client.close(here.soon());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRefusalBeforeTheBodyArrives(boolean http2) {
    Map<String, Object> keys = own(one);
    keys.put("maxRequestBodySize", 1000L);
    serve(keys);
    Map<String, Object> trusting = trusting(one);
    trusting.put("forceAttemptHttp2", http2);
    HttpClient client =
        HttpClient.create(Configs.of(HttpClientConfig.class, trusting), here.client());
    URI uri = URI.create("https://localhost:" + server.port() + "/");
    for (int size : new int[] {1001, 200_000, 5 << 20}) {
      HttpReply reply =
          client.send(HttpCall.post(uri, "x/y", Payload.of(new byte[size])).with(here.soon()));
      assertThat(reply).isInstanceOf(HttpReply.Response.class);
      assertThat(((HttpReply.Response) reply).status()).isEqualTo(413);
    }
    client.close(here.soon());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void manyHeadersOfAnAnswerAreRead(boolean http2) {
    server =
        HttpServer.start(
            Configs.of(HttpServerConfig.class, own(one)),
            here.server(),
            request -> HttpResponse.text(200, "secure true").with("x-policy", "p".repeat(20_000)));
    Map<String, Object> keys = trusting(one);
    keys.put("forceAttemptHttp2", http2);
    assertServed(get(keys));
  }

  @Test
  void strangersAreNotTrusted() {
    serve(own(one));
    HttpReply reply = get(trusting(two));
    assertThat(((HttpReply.Failure) reply).kind()).isEqualTo(HttpReply.Kind.TLS);
    assertRefused(get(Map.of()));
    assertServed(get(Map.of("tls.insecureSkipVerify", true)));
  }

  @Test
  void theNameMustFit() {
    serve(own(one));
    Map<String, Object> keys = trusting(one);
    keys.put("tls.serverNameOverride", "other.example");
    assertRefused(get(keys));
    keys.put("tls.serverNameOverride", "localhost");
    assertServed(get(keys));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "1.3"})
  void versionsAreKept(String version) {
    Map<String, Object> keys = own(one);
    keys.put("tls.common.minVersion", version);
    keys.put("tls.common.maxVersion", version);
    serve(keys);
    assertServed(get(trusting(one)));
    Map<String, Object> other = trusting(one);
    String wrong = version.equals("1.2") ? "1.3" : "1.2";
    other.put("tls.common.minVersion", wrong);
    other.put("tls.common.maxVersion", wrong);
    assertRefused(get(other));
  }

  @Test
  void clientsProveThemselves() {
    Path ca = folder.resolve("clients.pem");
    two.write(ca, folder.resolve("unused.pem"));
    Map<String, Object> keys = own(one);
    keys.put("tls.clientCaFile", ca.toString());
    keys.put("tls.clientCaFileReload", true);
    serve(keys);
    assertRefused(get(trusting(one)));
    Map<String, Object> known = trusting(one);
    known.put("tls.common.certPem", new Secret(two.cert()));
    known.put("tls.common.keyPem", new Secret(two.key()));
    assertServed(get(known));
    one.write(ca, folder.resolve("unused.pem"));
    here.aheadNanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertRefused(get(known));
  }

  @Test
  void strangersToGrpcAreCounted() {
    Path ca = folder.resolve("grpc-clients.pem");
    two.write(ca, folder.resolve("unused.pem"));
    Map<String, Object> own = own(one);
    own.put("tls.clientCaFile", ca.toString());
    serveGrpc(own);
    Map<String, Object> keys = trusting(one);
    keys.put("endpoint", "https://127.0.0.1:" + grpc.port());
    assertThat(((GrpcResult.Failed) call(keys)).code()).isEqualTo(Code.UNAVAILABLE);
    keys.put("tls.common.certPem", new Secret(two.cert()));
    keys.put("tls.common.keyPem", new Secret(two.key()));
    assertThat(call(keys)).isInstanceOf(GrpcResult.Ok.class);
    grpc.close(here.soon());
    assertThat(here.refused("grpc", "tls")).isPositive(); // the library may try more than once
  }

  @ParameterizedTest
  @ValueSource(strings = {"X25519MLKEM768,X25519", "X25519MLKEM768"})
  void aCurveThatIsNotThereIsOnlyAPreference(String names) {
    Map<String, Object> keys = own(one);
    keys.put("tls.common.curvePreferences", List.of(names.split(",", -1)));
    serve(keys);
    assertServed(get(trusting(one)));
  }

  @Test
  void rotatedFilesAreReadAgain() {
    Path cert = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    one.write(cert, key);
    serve(
        new HashMap<>(
            Map.of(
                "endpoint", "127.0.0.1:0",
                "tls.common.certFile", cert.toString(),
                "tls.common.keyFile", key.toString(),
                "tls.common.reloadInterval", Duration.ofHours(1))));
    assertServed(get(trusting(one)));
    two.write(cert, key);
    assertServed(get(trusting(one)));
    here.aheadNanos.addAndGet(Duration.ofHours(2).toNanos());
    assertServed(get(trusting(two)));
    cert.toFile().delete();
    here.aheadNanos.addAndGet(Duration.ofHours(2).toNanos());
    assertServed(get(trusting(two)));
  }

  @Test
  void filesAreReadAgainWhenTheyMayHaveChanged() {
    Path cert = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    Path ca = folder.resolve("ca.pem");
    one.write(cert, key);
    one.write(ca, folder.resolve("unused.pem"));
    serve(
        new HashMap<>(
            Map.of(
                "endpoint", "127.0.0.1:0",
                "tls.common.certFile", cert.toString(),
                "tls.common.keyFile", key.toString())));
    HttpClient client =
        HttpClient.create(
            Configs.of(HttpClientConfig.class, Map.of("tls.common.caFile", ca.toString())),
            here.client());
    two.write(cert, key);
    assertServed(get(trusting(one)));
    TlsFiles.readAgain();
    HttpCall call = HttpCall.get(URI.create("https://127.0.0.1:" + server.port() + "/"));
    assertRefused(client.send(call));
    two.write(ca, folder.resolve("unused.pem"));
    TlsFiles.readAgain();
    assertServed(client.send(call));
    cert.toFile().delete();
    TlsFiles.readAgain();
    assertServed(get(trusting(two)));
    client.close(here.soon());
  }

  @Test
  void grpcOverTls() {
    serveGrpc(own(one));
    Map<String, Object> keys = trusting(one);
    keys.put("endpoint", "https://127.0.0.1:" + grpc.port());
    assertThat(call(keys)).isInstanceOf(GrpcResult.Ok.class);
    keys.putAll(trusting(two));
    assertThat(((GrpcResult.Failed) call(keys)).code()).isEqualTo(Code.UNAVAILABLE);
  }

  /** As web.1 is: 127.1 needs no name server. */
  @Test
  void grpcOverTlsToAHostWhoseNameIsNoneForUris() {
    serveGrpc(own(one));
    Map<String, Object> keys = trusting(one);
    keys.put("endpoint", "https://127.1:" + grpc.port());
    assertThat(call(keys)).isInstanceOf(GrpcResult.Ok.class);
    keys.put("tls.serverNameOverride", "other.example");
    assertThat(((GrpcResult.Failed) call(keys)).code()).isEqualTo(Code.UNAVAILABLE);
    keys.put("tls.serverNameOverride", "localhost");
    assertThat(call(keys)).isInstanceOf(GrpcResult.Ok.class);
  }

  @ParameterizedTest
  @CsvSource({
    "web.1:4317, -1, web.1",
    "web.1, -1, web.1",
    "web.1, 4317, web.1",
    "otel_collector:4317, -1, ",
    "127.0.0.1, 4317, "
  })
  void theNameAskedForIsWithoutThePort(String host, int port, String name) {
    Tls tls =
        Tls.client(
            Configs.of(TlsClientConfig.class, Map.of()), here.clock(), here.client().logger());
    SSLParameters parameters =
        NettyTls.of(tls, true, "h2")
            .newEngine(ByteBufAllocator.DEFAULT, host, port)
            .getSSLParameters();
    assertThat(parameters.getServerNames() == null ? List.of() : parameters.getServerNames())
        .isEqualTo(name == null ? List.of() : List.of(new SNIHostName(name)));
  }

  private void serveGrpc(Map<String, Object> keys) {
    grpc =
        GrpcServer.start(
            Configs.of(GrpcServerConfig.class, keys),
            here.server(),
            Map.of("a.B/C", call -> GrpcReply.of(call.message())));
  }

  private GrpcResult call(Map<String, Object> keys) {
    GrpcClient client = GrpcClient.create(Configs.of(GrpcClientConfig.class, keys), here.client());
    try {
      return client.call(
          GrpcRequest.of("a.B/C", Payload.of(new byte[9]), Context.EMPTY, here.soon()));
    } finally {
      client.close(here.soon());
    }
  }

  @Test
  void errorsNameTheFile() {
    Map<String, Object> keys = own(one);
    keys.remove("tls.common.certPem");
    keys.put("tls.common.certFile", "/no/such/cert.pem");
    assertThatThrownBy(() -> serve(keys))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("cert_file")
        .hasMessageContaining("/no/such/cert.pem");
    Map<String, Object> mixed = own(one);
    mixed.put("tls.common.keyPem", new Secret(two.key()));
    assertThatThrownBy(() -> serve(mixed)).hasMessageContaining("does not belong");
    Map<String, Object> suites = own(one);
    suites.put("tls.common.cipherSuites", List.of("TLS_MAGIC"));
    assertThatThrownBy(() -> serve(suites)).hasMessageContaining("TLS_MAGIC");
  }
}
