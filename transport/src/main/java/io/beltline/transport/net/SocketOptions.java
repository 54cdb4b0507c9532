package io.beltline.transport.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;

/** The options of all sockets. */
final class SocketOptions {
  // large reads: telemetry comes in requests of tens of kilobytes
  private static final int READ_MAX = 256 << 10;
  private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(256 << 10, 1 << 20);

  private SocketOptions() {}

  static Bootstrap client(Bootstrap bootstrap, boolean unix) {
    bootstrap
        .option(ChannelOption.ALLOCATOR, EventLoops.buffers())
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS);
    if (!unix) {
      bootstrap.option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.SO_KEEPALIVE, true);
    }
    return bootstrap;
  }

  static ServerBootstrap server(ServerBootstrap bootstrap, boolean unix) {
    bootstrap
        .childOption(ChannelOption.ALLOCATOR, EventLoops.buffers())
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 4096, READ_MAX));
    if (!unix) {
      bootstrap
          .option(ChannelOption.SO_REUSEADDR, true)
          .option(ChannelOption.SO_BACKLOG, 1024)
          .childOption(ChannelOption.TCP_NODELAY, true)
          .childOption(ChannelOption.SO_KEEPALIVE, true);
    }
    return bootstrap;
  }
}
