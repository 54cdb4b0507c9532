package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections on which nothing, or not enough, is said. */
class SilenceTest {
  private final ChannelInboundHandlerAdapter next = new ChannelInboundHandlerAdapter();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  private void pass(long seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  private void begin() {
    channel.freezeTime();
    channel.pipeline().addLast(new Negotiation.Sniffer(next));
  }

  @Test
  void areClosedAfterTwoMinutes() {
    begin();
    channel.writeInbound(Unpooled.copiedBuffer(new byte[] {'P', 'R', 'I'}));
    pass(119);
    assertThat(channel.isOpen()).isTrue();
    pass(1);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void areLeftAloneOnceTheyHaveSpoken() {
    begin();
    channel.writeInbound(Unpooled.copiedBuffer(new byte[24]));
    pass(200);
    assertThat(channel.isOpen()).isTrue();
    assertThat(channel.pipeline().context(next)).isNotNull();
    assertThat(channel.finishAndReleaseAll()).isTrue();
  }
}
