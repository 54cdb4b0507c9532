package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.RawHttp2;
import io.beltline.transport.RawHttp2.Frame;
import io.beltline.transport.config.HttpServerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An HTTP/2 request that is refused while its body is on its way, frame by frame. */
class EarlyAnswerTest {
  private final Here here = new Here();
  private HttpServer server;

  @BeforeEach
  void start() {
    server =
        HttpServer.start(
            Configs.of(
                HttpServerConfig.class,
                Map.of("endpoint", "127.0.0.1:0", "maxRequestBodySize", 20_000L)),
            here.server(),
            request -> HttpResponse.text(200, "took " + request.body().length()));
  }

  @AfterEach
  void close() {
    server.close(here.soon());
  }

  @Test
  void theAnswerComesWholeThenAResetWithoutError() throws Exception {
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, "/", "content-length", "25000000");
      peer.data(1, new byte[16_000], 0);
      List<Frame> frames = peer.until(RawHttp2.RESET, 1);
      assertThat(frames)
          .extracting(Frame::type)
          .containsSubsequence(RawHttp2.HEADERS, RawHttp2.DATA, RawHttp2.RESET);
      assertThat(frames)
          .filteredOn(f -> f.type() == RawHttp2.DATA)
          .singleElement()
          .matches(Frame::ends);
      assertThat(frames.getLast().payload()).containsExactly(0, 0, 0, 0);
      // what was already on its way is ignored, and the connection serves on
      peer.data(1, new byte[16_000], 0);
      peer.data(1, new byte[16_000], RawHttp2.END_STREAM);
      peer.post(3, "/", "content-length", "5");
      peer.data(3, new byte[5], RawHttp2.END_STREAM);
      List<Frame> second = peer.until(RawHttp2.DATA, 3);
      assertThat(second).noneMatch(f -> f.type() == RawHttp2.RESET);
      assertThat(new String(second.getLast().payload(), ISO_8859_1)).isEqualTo("took 5");
    }
  }

  @Test
  void aSenderThatEndsByItselfIsNotReset() throws Exception {
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, "/", "content-length", "25000");
      peer.data(1, new byte[16_000], 0);
      peer.data(1, new byte[9_000], RawHttp2.END_STREAM);
      List<Frame> frames = new ArrayList<>(peer.until(RawHttp2.DATA, 1));
      peer.post(3, "/", "content-length", "1");
      peer.data(3, new byte[1], RawHttp2.END_STREAM);
      frames.addAll(peer.until(RawHttp2.DATA, 3));
      assertThat(frames).noneMatch(f -> f.type() == RawHttp2.RESET);
    }
  }
}
