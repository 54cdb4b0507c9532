package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import io.beltline.transport.Bounds;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.net.Workers;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call whose message comes too slowly is ended, so that nobody holds memory for ever. */
class SlowMessageTest {
  private static final int LENGTH = 1 << 20;
  private static final int STREAM = 1;
  private static final byte[] PREFIX = {0, 0, 0x10, 0, 0}; // of one MiB

  private final AtomicLong free = new AtomicLong(2 * LENGTH);
  private final Here here = new Here();
  private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
  private final DefaultHttp2Connection connection = new DefaultHttp2Connection(true);
  private final RecordedCall call = new RecordedCall(Attributes.EMPTY);
  private MessageGate gate;

  @BeforeEach
  void freeze() {
    here.admission = Bounds.of(free);
    channel.freezeTime();
  }

  private CallDispatcher dispatcher() {
    return new CallDispatcher(
        Configs.of(GrpcServerConfig.class, Map.of("endpoint", "127.0.0.1:0")),
        here.server(),
        new Workers("test"));
  }

  private Reservation reservation() {
    return Objects.requireNonNull(here.admission.reserve(0));
  }

  private void beginUnary() throws Exception {
    begin(
        new CallInProgress(
            dispatcher(), call, new Metadata(), r -> GrpcReply.of(r.message()), reservation()));
    send(PREFIX);
  }

  private void begin(IncomingCall progress) throws Exception {
    gate =
        new MessageGate(
            connection,
            new Http2FrameAdapter() {
              @Override
              public void onHeadersRead(
                  ChannelHandlerContext ctx,
                  int id,
                  Http2Headers headers,
                  int dependency,
                  short weight,
                  boolean exclusive,
                  int padding,
                  boolean end)
                  throws Http2Exception {
                connection.remote().createStream(id, false);
                gate.begun(progress);
              }
            });
    gate.onHeadersRead(
        channel.pipeline().firstContext(),
        STREAM,
        new DefaultHttp2Headers(),
        0,
        (short) 16,
        false,
        0,
        false);
  }

  @AfterEach
  void end() {
    channel.close();
    assertThat(free).hasValue(2 * LENGTH);
  }

  private void send(byte... bytes) throws Http2Exception {
    ByteBuf data = Unpooled.wrappedBuffer(bytes);
    gate.onDataRead(channel.pipeline().firstContext(), STREAM, data, 0, false);
    data.release();
  }

  private void pass(long seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void oneThatStandsStill() throws Exception {
    beginUnary();
    pass(30);
    assertThat(call.ends).as("the first look only begins").isEmpty();
    send(new byte[(16 << 10) - 1]);
    pass(29);
    assertThat(call.ends).isEmpty();
    pass(1);
    assertThat(call.ends).hasSize(1);
    assertThat(call.ends.getFirst().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(here.refused("grpc", "slow")).isEqualTo(1);
    pass(30);
    assertThat(call.ends).hasSize(1);
  }

  @Test
  void notOneThatMoves() throws Exception {
    beginUnary();
    for (int i = 0; i < 20; i++) {
      pass(30);
      send(new byte[16 << 10]);
    }
    assertThat(call.ends).isEmpty();
    pass(30);
    pass(30);
    assertThat(call.ends).hasSize(1);
  }

  @Test
  void notOneInAStreamWhoseHandlerIsSlow() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    GrpcStream slow =
        new GrpcStream() {
          @Override
          public @Nullable GrpcReply message(GrpcCall message) {
            try {
              held.await();
            } catch (InterruptedException stopped) {
              throw new IllegalStateException(stopped);
            }
            return null;
          }

          @Override
          public GrpcReply end() {
            return GrpcReply.of(Slice.EMPTY);
          }
        };
    StreamInProgress stream =
        new StreamInProgress(
            dispatcher(), call, new Metadata(), () -> slow, here.admission, reservation());
    begin(stream);
    send(new byte[] {0, 0, 0, 0, 1, 'a'});
    stream.onMessage(MessageBytes.of(List.of(Slice.utf8("a"))));
    send(PREFIX);
    pass(30);
    pass(30);
    pass(30);
    assertThat(call.ends).as("the sender may not go on").isEmpty();
    held.countDown();
    assertThat(call.asked.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    pass(30);
    assertThat(call.ends).as("the first look only begins").isEmpty();
    pass(30);
    assertThat(call.ends).hasSize(1);
  }
}
