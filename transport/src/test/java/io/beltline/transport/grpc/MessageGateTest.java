package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.transport.Bounds;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.RawHttp2;
import io.beltline.transport.RawHttp2.Frame;
import io.beltline.transport.config.GrpcServerConfig;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages are admitted by the length in front of them, before their bytes have come. */
class MessageGateTest {
  private static final String PATH = "/test.Service/Echo";
  private static final String[] HEADERS = {"content-type", "application/grpc", "te", "trailers"};

  private final AtomicLong free = new AtomicLong(1000);
  private final Here here = new Here();
  private GrpcServer server;

  @BeforeEach
  void start() {
    here.admission = Bounds.of(free);
    server =
        GrpcServer.start(
            Configs.of(
                GrpcServerConfig.class, Map.of("endpoint", "127.0.0.1:0", "maxRecvMsgSizeMib", 1)),
            here.server(),
            Map.of("test.Service/Echo", call -> GrpcReply.of(call.message())));
  }

  @AfterEach
  void close() {
    server.close(here.soon());
  }

  private static byte[] prefix(int length) {
    return new byte[] {
      0, (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
    };
  }

  @Test
  void thePrefixAloneReserves() throws Exception {
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, PATH, HEADERS);
      peer.data(1, new byte[] {0, 0}, 0);
      peer.roundTrip();
      assertThat(free).hasValue(1000);
      peer.data(1, new byte[] {0, 3, (byte) 132}, 0); // 900
      peer.roundTrip();
      assertThat(free).hasValue(100);
    }
    server.close(here.soon());
    assertThat(free).hasValue(1000);
  }

  @Test
  void whoAnnouncesMuchAndSendsLittleHoldsLittle() throws Exception {
    free.set(1 << 20);
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, PATH, HEADERS);
      peer.data(1, prefix(1 << 20), 0);
      peer.roundTrip();
      assertThat(free).hasValue((1 << 20) - (64 << 10));
      for (int sent = 0; sent < 5; sent++) {
        peer.data(1, new byte[16 << 10], 0);
      }
      peer.roundTrip();
      assertThat(free).hasValue((1 << 20) - (128 << 10));
      peer.post(3, PATH, HEADERS);
      peer.data(3, prefix(1 << 20), 0);
      assertThat(peer.until(RawHttp2.HEADERS, 3).getLast().ends()).as("has no room").isTrue();
      assertThat(here.refused("grpc", "admission")).isEqualTo(1);
    }
    server.close(here.soon());
    assertThat(free).hasValue(1 << 20);
  }

  @Test
  void aMessageForWhichThereIsNoMoreRoomIsRefusedHalfWay() throws Exception {
    free.set(200 << 10);
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, PATH, HEADERS);
      peer.data(1, prefix(200 << 10), 0);
      peer.roundTrip();
      free.addAndGet(-(100 << 10)); // somebody else needs it
      for (int sent = 0; sent < 5; sent++) {
        peer.data(1, new byte[16 << 10], 0);
      }
      assertThat(peer.until(RawHttp2.HEADERS, 1).getLast().ends()).isTrue();
      peer.roundTrip();
      assertThat(free).hasValue(100 << 10);
    }
  }

  @Test
  void aMessageThatHasNoRoomIsRefusedBeforeItComes() throws Exception {
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, PATH, HEADERS);
      peer.data(1, prefix(1001), 0);
      Frame refusal = peer.until(RawHttp2.HEADERS, 1).getLast();
      assertThat(refusal.ends()).isTrue();
      assertThat(here.refused("grpc", "admission")).isEqualTo(1);
      peer.data(1, new byte[900], 0); // on its way already
      peer.post(3, PATH, HEADERS);
      peer.data(3, prefix(1000), 0);
      peer.data(3, new byte[1000], RawHttp2.END_STREAM);
      assertThat(peer.until(RawHttp2.DATA, 3).getLast().payload()).hasSize(1005);
    }
    server.close(here.soon());
    assertThat(free).hasValue(1000);
  }

  @Test
  void aMessageBeyondTheLimitIsRefusedBeforeItComes() throws Exception {
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, PATH, HEADERS);
      peer.data(1, prefix((1 << 20) + 1), 0);
      assertThat(peer.until(RawHttp2.HEADERS, 1).getLast().ends()).isTrue();
      peer.post(3, PATH, HEADERS);
      peer.data(3, prefix(-1), 0); // four billion: the length has no sign
      assertThat(peer.until(RawHttp2.HEADERS, 3).getLast().ends()).isTrue();
      assertThat(here.refused("grpc", "too_large")).isEqualTo(2);
      assertThat(free).hasValue(1000);
    }
  }

  @Test
  void aSecondMessageIsRefused() throws Exception {
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, PATH, HEADERS);
      peer.data(1, prefix(0), 0);
      peer.data(1, prefix(0), 0);
      assertThat(peer.until(RawHttp2.HEADERS, 1).getLast().ends()).isTrue();
    }
  }
}
