package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator;
import io.beltline.transport.Bounds;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.RawHttp2;
import io.beltline.transport.RawHttp2.Frame;
import io.beltline.transport.config.HttpServerConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 bodies that come in while their sender is still being authenticated. */
class JudgedBodyTest {
  private final Here here = new Here();
  private final AtomicLong free = new AtomicLong(100_000);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch decided = new CountDownLatch(1);
  private HttpServer server;

  private final class Slow implements Extension, ServerAuthenticator {
    @Override
    public Outcome authenticate(Metadata headers) {
      asked.countDown();
      try {
        decided.await();
      } catch (InterruptedException ended) {
        return new Outcome.Denied("interrupted", "");
      }
      return headers.get("authorization").isEmpty()
          ? new Outcome.Denied("no token", "")
          : new Outcome.Granted(Map.of());
    }
  }

  @BeforeEach
  void start() {
    here.admission = Bounds.of(free);
    here.extensions.put("slow", new Slow());
    server =
        HttpServer.start(
            Configs.of(
                HttpServerConfig.class,
                Map.of(
                    "endpoint",
                    "127.0.0.1:0",
                    "maxRequestBodySize",
                    20_000L,
                    "auth.authenticator",
                    "slow")),
            here.server(),
            request -> HttpResponse.text(200, "took " + request.body().length()));
  }

  @AfterEach
  void close() {
    decided.countDown();
    server.close(here.soon());
    assertThat(free).as("all given back").hasValue(100_000);
  }

  private static String text(List<Frame> frames) {
    return new String(frames.getLast().payload(), ISO_8859_1);
  }

  @Test
  void theyAreKeptWhole() throws Exception {
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, "/", "authorization", "secret");
      peer.data(1, new byte[9_000], 0);
      peer.data(1, new byte[5], RawHttp2.END_STREAM);
      peer.roundTrip(); // all has been read
      asked.await();
      decided.countDown();
      assertThat(text(peer.until(RawHttp2.DATA, 1))).isEqualTo("took 9005");
    }
  }

  @Test
  void whatComesBeforeAndBehindIsOneBody() throws Exception {
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, "/", "authorization", "secret", "content-length", "12");
      peer.data(1, new byte[5], 0);
      peer.roundTrip();
      decided.countDown();
      peer.data(1, new byte[7], RawHttp2.END_STREAM);
      assertThat(text(peer.until(RawHttp2.DATA, 1))).isEqualTo("took 12");
    }
  }

  @Test
  void theLimitHoldsMeanwhile() throws Exception {
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, "/", "authorization", "secret");
      peer.data(1, new byte[16_000], 0);
      peer.data(1, new byte[16_000], RawHttp2.END_STREAM);
      assertThat(text(peer.until(RawHttp2.DATA, 1))).contains("too large");
      decided.countDown();
    }
  }

  @Test
  void aDeniedSenderIsToldSo() throws Exception {
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, "/");
      peer.data(1, new byte[5], RawHttp2.END_STREAM);
      peer.roundTrip();
      decided.countDown();
      assertThat(text(peer.until(RawHttp2.DATA, 1))).contains("no token");
    }
  }
}
