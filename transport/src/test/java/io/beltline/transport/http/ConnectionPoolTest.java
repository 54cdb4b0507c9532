package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Deadline;
import io.beltline.config.Secret;
import io.beltline.transport.Certificates;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.Proxies;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pool keeps of servers that come and go. */
class ConnectionPoolTest {
  private static final int SERVERS = 12;

  @TempDir private Path folder;

  private final Here here = new Here();
  private final List<HttpServer> servers = new ArrayList<>();
  private ConnectionPool pool;

  @AfterEach
  void close() {
    pool.close(here.soon());
    servers.forEach(server -> server.close(here.soon()));
  }

  private void open(Map<String, ?> keys) {
    HttpClientConfig config = Configs.of(HttpClientConfig.class, keys);
    ClientTls tls = new ClientTls(config, here.client());
    Proxies none = Proxies.of("", Map.of());
    pool = new ConnectionPool(config, new Connector(config, EventLoops.open(), tls, none));
  }

  private void serve(Map<String, ?> keys) {
    Map<String, Object> all = new HashMap<>(keys);
    all.put("endpoint", "127.0.0.1:0");
    HttpServerConfig config = Configs.of(HttpServerConfig.class, all);
    for (int i = 0; i < SERVERS; i++) {
      servers.add(HttpServer.start(config, here.server(), _ -> HttpResponse.text(200, "here")));
    }
  }

  private void askAll(boolean secure) {
    for (HttpServer server : servers) {
      Origin origin = new Origin(secure, "127.0.0.1", server.port(), false);
      HttpHeaders headers = new DefaultHttpHeaders().set("host", origin.authority());
      Outgoing request =
          new Outgoing(origin, "GET", "/", headers, List.of(), AnswerRoom.usual(), null, null);
      assertThat(pool.exchange(request, here.soon(), false).reply())
          .isInstanceOf(HttpReply.Response.class);
    }
  }

  /** Waits until nothing is kept: the client learns behind the server that a connection closes. */
  private void awaitNothing() {
    Deadline patience = here.soon();
    while (pool.origins() > 0 && !patience.isExpired()) {
      Thread.yield();
    }
    assertThat(pool.origins()).isZero();
  }

  @Test
  void isNothingWhereConnectionsAreNotKept() {
    serve(Map.of());
    open(Map.of("disableKeepAlives", true, "maxConnsPerHost", 3));
    askAll(false);
    assertThat(pool.origins()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isNothingOnceTheirConnectionsHaveClosed(boolean secure) {
    Certificates own = Certificates.make(folder, "own", "EC");
    Map<String, ?> tls =
        Map.of(
            "tls.common.certPem", new Secret(own.cert()),
            "tls.common.keyPem", new Secret(own.key()));
    serve(secure ? tls : Map.of());
    open(Map.of("tls.common.caPem", new Secret(own.cert()), "maxConnsPerHost", 3));
    askAll(secure);
    assertThat(pool.origins()).isEqualTo(SERVERS);
    servers.forEach(server -> server.close(here.soon()));
    awaitNothing();
  }

  @Test
  void isNothingOnceTheirConnectionsWereIdleForTooLong() {
    serve(Map.of());
    open(Map.of("idleConnTimeout", Duration.ofMillis(50)));
    askAll(false);
    awaitNothing();
  }
}
