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

/** A server with a method to which senders stream, and what senders of bytes say to it. */
abstract class GrpcStreams {
  static final String PATH = "/test.Service/Collect";
  static final String[] HEADERS = {"content-type", "application/grpc", "te", "trailers"};
  static final long ALL = 10_000;
  static final int PREFIX = 5;

  final AtomicLong free = new AtomicLong(ALL);
  final Here here = new Here();
  final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  final CountDownLatch held = new CountDownLatch(1);
  final CountDownLatch interrupted = new CountDownLatch(1);
  final AtomicLong overloaded = new AtomicLong();
  final AtomicLong freeAtEnd = new AtomicLong();
  GrpcServer server;

  /** Answers with all that it saw; a few words have a meaning. */
  final class Echo implements GrpcStream {
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
      freeAtEnd.set(free.get());
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

  static byte[] frame(int flag, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(flag);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(message.length >>> shift);
    }
    out.writeBytes(message);
    return out.toByteArray();
  }

  static byte[] frame(String text) {
    return frame(0, text.getBytes(UTF_8));
  }

  static RawHttp2 open(GrpcServer server) throws Exception {
    RawHttp2 peer = new RawHttp2(server.port());
    peer.post(1, PATH, HEADERS);
    return peer;
  }

  String next() throws InterruptedException {
    String next = seen.poll(20, TimeUnit.SECONDS);
    return next == null ? "nothing came" : next;
  }

  /** The answer, to the end of the stream; empty if there is none. */
  static String answer(RawHttp2 peer) throws Exception {
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
}
