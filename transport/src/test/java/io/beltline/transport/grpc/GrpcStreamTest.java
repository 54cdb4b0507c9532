package io.beltline.transport.grpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status.Code;
import io.beltline.model.Slice;
import io.beltline.transport.Bounds;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.RawHttp2;
import io.beltline.transport.RawHttp2.Frame;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.config.GrpcServerConfig;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of a stream come to its handler one after the other, and none before its time. */
class GrpcStreamTest {
  private static final String PATH = "/test.Service/Collect";
  private static final String[] HEADERS = {"content-type", "application/grpc", "te", "trailers"};
  private static final long ALL = 10_000;

  private final AtomicLong free = new AtomicLong(ALL);
  private final Here here = new Here();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final AtomicLong overloaded = new AtomicLong();
  private GrpcServer server;

  /** Answers with all that it saw; a few words have a meaning. */
  private final class Echo implements GrpcStream {
    private final StringBuilder all = new StringBuilder();

    @Override
    public @Nullable GrpcReply message(GrpcCall call) {
      String text = call.message().toUtf8();
      seen.add(text);
      switch (text) {
        case "hold" -> await();
        case "throw" -> throw new IllegalStateException("a bug");
        case "stop" -> server.stopAccepting();
        default -> {}
      }
      all.append(text);
      return text.equals("refuse") ? GrpcReply.failed(Code.INVALID_ARGUMENT, "no more") : null;
    }

    private void await() {
      try {
        assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException stopped) {
        interrupted.countDown();
      }
    }

    @Override
    public GrpcReply end() {
      return GrpcReply.of(Slice.utf8(all.toString()));
    }
  }

  @BeforeEach
  void start() {
    here.admission = Bounds.of(free);
    server =
        GrpcServer.start(
            Configs.of(
                GrpcServerConfig.class, Map.of("endpoint", "127.0.0.1:0", "maxRecvMsgSizeMib", 1)),
            here.server(),
            Map.of(),
            Map.of(
                "test.Service/Collect",
                new GrpcStreamHandler() {
                  @Override
                  public GrpcStream open() {
                    return new Echo();
                  }

                  @Override
                  public void overloaded() {
                    overloaded.incrementAndGet();
                  }
                }));
  }

  @AfterEach
  void close() {
    held.countDown();
    server.close(here.soon());
    assertThat(free).as("all is given back").hasValue(ALL);
  }

  private static byte[] frame(int flag, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(flag);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(message.length >>> shift);
    }
    out.writeBytes(message);
    return out.toByteArray();
  }

  private static byte[] frame(String text) {
    return frame(0, text.getBytes(UTF_8));
  }

  private static RawHttp2 open(GrpcServer server) throws Exception {
    RawHttp2 peer = new RawHttp2(server.port());
    peer.post(1, PATH, HEADERS);
    return peer;
  }

  private String next() throws InterruptedException {
    String next = seen.poll(20, TimeUnit.SECONDS);
    return next == null ? "nothing came" : next;
  }

  /** The answer, to the end of the stream; empty if there is none. */
  private static String answer(RawHttp2 peer) throws Exception {
    StringBuilder all = new StringBuilder();
    List<Frame> frames = peer.until(RawHttp2.HEADERS, 1);
    while (!frames.getLast().ends()) {
      frames = peer.until(RawHttp2.HEADERS, 1);
      for (Frame frame : frames) {
        if (frame.type() == RawHttp2.DATA) {
          all.append(new String(frame.payload(), ISO_8859_1).substring(5));
        }
      }
    }
    return all.toString();
  }

  @Test
  void allMessagesComeInTurnAndTheLastIsAnswered() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("a"), 0);
      assertThat(next()).isEqualTo("a");
      peer.data(1, frame("b"), 0);
      peer.data(1, frame(""), 0);
      peer.data(1, frame("c"), RawHttp2.END_STREAM);
      assertThat(answer(peer)).isEqualTo("abc");
      assertThat(seen).containsExactly("b", "", "c");
    }
  }

  @Test
  void aStreamWithoutMessagesIsAnswered() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, new byte[0], RawHttp2.END_STREAM);
      assertThat(answer(peer)).isEmpty();
    }
  }

  @Test
  void aCompressedMessageIsOneAsWell() throws Exception {
    byte[] packed =
        Codecs.compress(Compression.GZIP, 0, List.of(Slice.utf8("packed"))).toByteArray();
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(
          1, PATH, "content-type", "application/grpc", "te", "trailers", "grpc-encoding", "gzip");
      peer.data(1, frame(1, packed), 0);
      peer.data(1, frame(0, "plain".getBytes(UTF_8)), RawHttp2.END_STREAM);
      assertThat(answer(peer)).isEqualTo("packedplain");
    }
  }

  @Test
  void noMessageIsHandledBeforeTheOneBeforeItIsDoneWith() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, frame("behind"), 0);
      peer.data(1, frame("it"), RawHttp2.END_STREAM);
      peer.roundTrip();
      assertThat(seen).as("handled").isEmpty();
      assertThat(free).as("reserved where they wait").hasValue(ALL - "holdbehindit".length());
      held.countDown();
      assertThat(answer(peer)).isEqualTo("holdbehindit");
    }
  }

  @Test
  void anAnswerBeforeTheEndIsTheEnd() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, frame("refuse"), 0);
      peer.data(1, frame("behind"), 0);
      peer.roundTrip();
      held.countDown();
      assertThat(answer(peer)).isEmpty();
      assertThat(next()).isEqualTo("refuse");
      peer.roundTrip();
      assertThat(seen).isEmpty();
      assertThat(free).hasValue(ALL);
    }
  }

  @Test
  void whatHasNoRoomEndsTheStream() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, frame("waits"), 0);
      peer.data(1, frame(0, new byte[(int) ALL]), 0);
      assertThat(answer(peer)).isEmpty();
      assertThat(here.refused("grpc", "admission")).isEqualTo(1);
      assertThat(overloaded).hasValue(1);
      assertThat(free).as("what is handled is held").hasValue(ALL - "hold".length());
    }
  }

  @Test
  void whatIsTooLargeEndsTheStream() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("a"), 0);
      peer.data(1, new byte[] {0, 0, 0x20, 0, 0}, 0);
      assertThat(answer(peer)).isEmpty();
      assertThat(here.refused("grpc", "too_large")).isEqualTo(1);
    }
  }

  @Test
  void whoLeavesInterruptsTheHandler() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, frame("behind"), 0);
      peer.cancel(1);
      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
      peer.roundTrip();
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void aBugEndsTheStreamAndNotTheServer() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("throw"), 0);
      assertThat(answer(peer)).isEmpty();
    }
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("a"), RawHttp2.END_STREAM);
      assertThat(answer(peer)).isEqualTo("a");
    }
  }

  @Test
  void aServerThatStopsEndsStreamsBetweenMessages() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, frame("stop"), 0);
      peer.data(1, frame("behind"), 0);
      peer.roundTrip();
      held.countDown();
      assertThat(answer(peer)).isEmpty();
      assertThat(seen).containsExactly("stop");
    }
  }
}
