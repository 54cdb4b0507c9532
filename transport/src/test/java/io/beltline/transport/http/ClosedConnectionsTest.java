package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client keeps of connections that were closed: nothing, however long others may idle. */
class ClosedConnectionsTest {
  private static final int EXCHANGES = 300;

  private final Here here = new Here();
  private final HttpServer server =
      HttpServer.start(
          HttpServerConfig.at("127.0.0.1:0"), here.server(), _ -> HttpResponse.text(200, "here"));
  private final HttpClient client =
      HttpClient.create(
          Configs.of(
              HttpClientConfig.class,
              Map.of("disableKeepAlives", true, "idleConnTimeout", Duration.ofHours(1))),
          here.client());

  @AfterEach
  void close() {
    client.close(here.soon());
    server.close(here.soon());
  }

  @Test
  void areForgotten() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
    for (int i = 0; i < EXCHANGES; i++) {
      assertThat(client.send(HttpCall.get(uri))).isInstanceOf(HttpReply.Response.class);
    }
    assertThat(instances(Http1Connection.class)).isLessThan(EXCHANGES / 3);
  }

  /** How many are reachable in this process. */
  private static long instances(Class<?> type) throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 3 && words[3].equals(type.getName()))
        .mapToLong(words -> Long.parseLong(words[1]))
        .findFirst()
        .orElse(0);
  }
}
