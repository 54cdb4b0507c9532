package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.config.Secret;
import io.beltline.transport.Certificates;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names with several addresses, of which one gives no answer at all. */
class ConnectorTest {
  private static final Origin ORIGIN = new Origin(true, "localhost", 443, false);

  @TempDir private Path folder;

  private final Here here = new Here();
  private ServerSocket silent;
  private HttpServer server;
  private Connector connector;

  @BeforeEach
  void open() throws IOException {
    Certificates own = Certificates.make(folder, "own", "EC");
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()); // never accepts
    server =
        HttpServer.start(
            Configs.of(
                HttpServerConfig.class,
                Map.of(
                    "endpoint",
                    "127.0.0.1:0",
                    "tls.common.certPem",
                    new Secret(own.cert()),
                    "tls.common.keyPem",
                    new Secret(own.key()))),
            here.server(),
            _ -> HttpResponse.text(200, "here"));
    HttpClientConfig config =
        Configs.of(HttpClientConfig.class, Map.of("tls.common.caPem", new Secret(own.cert())));
    ClientTls tls = new ClientTls(config, here.client());
    connector = new Connector(config, EventLoops.open(), tls, Proxies.of("", Map.of()));
  }

  @AfterEach
  void close() throws IOException {
    connector.close();
    server.close(here.soon());
    silent.close();
  }

  private SocketAddress silence() {
    return new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort());
  }

  @Test
  void aSilentAddressLeavesTimeForTheOthers() throws Exception {
    List<SocketAddress> addresses =
        new ArrayList<>(Collections.nCopies(9, new InetSocketAddress("127.0.0.1", server.port())));
    addresses.addFirst(silence());
    Connection opened = connector.open(ORIGIN, null, addresses, here.soon(), null);
    assertThat(opened.isUsable()).isTrue();
    opened.close();
  }

  @Test
  void whereAllAreSilentTheDeadlineEndsTheWait() {
    List<SocketAddress> addresses = List.of(silence(), silence());
    assertThatThrownBy(
            () ->
                connector.open(
                    ORIGIN, null, addresses, here.deadline(Duration.ofMillis(300)), null))
        .isInstanceOfSatisfying(
            Connector.ConnectFailure.class,
            late -> assertThat(late.kind()).isEqualTo(HttpReply.Kind.TIMEOUT));
  }

  @ParameterizedTest
  @CsvSource({
    "60000, 1, 30000",
    "60000, 3, 20000",
    "10000, 1, 10000",
    "10000, 2, 5000",
    "10000, 9, 2000",
    "1500, 9, 1500",
    "0, 3, 0"
  })
  void anAddressGetsItsShareOfTheTimeLeft(long leftMillis, int untried, long shareMillis) {
    assertThat(Connector.share(leftMillis * 1_000_000, untried)).isEqualTo(shareMillis * 1_000_000);
  }
}
