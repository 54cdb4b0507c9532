package io.beltline.transport.grpc;

import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.KeepaliveServerConfig.EnforcementPolicy;
import io.beltline.transport.config.KeepaliveServerConfig.ServerParameters;
import io.beltline.transport.config.TlsServerConfig;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.Listen;
import io.beltline.transport.net.NettyTls;
import io.beltline.transport.tls.Tls;
import io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Puts a configuration into the library's terms. */
final class ServerSetup {
  // metadata carries tokens and routing labels; the library's 8 KiB is too tight for some
  private static final int METADATA_LIMIT = 256 << 10;

  // it reports each stranger's garbage with a stack trace; held, because loggers are collected
  private static final Logger TRANSPORT = Logger.getLogger("io.grpc.netty.NettyServerTransport");

  static {
    TRANSPORT.setLevel(Level.WARNING);
  }

  private ServerSetup() {}

  static NettyServerBuilder builder(
      GrpcServerConfig config, ServerSettings settings, Listen listen, EventLoops loops) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(listen.address())
            .channelType(EventLoops.serverType(listen.isUnix()))
            .bossEventLoopGroup(loops.group())
            .workerEventLoopGroup(loops.group())
            .withChildOption(ChannelOption.ALLOCATOR, EventLoops.buffers())
            .flowControlWindow(Windows.STREAM)
            .maxInboundMessageSize(config.messageLimit())
            .maxInboundMetadataSize(METADATA_LIMIT)
            .decompressorRegistry(Codings.decompressors())
            .compressorRegistry(Codings.compressors())
            .protocolNegotiator(new Negotiation(negotiator(config, settings), settings))
            .directExecutor();
    if (config.maxConcurrentStreams() > 0) {
      builder.maxConcurrentCallsPerConnection(
          (int) Math.min(config.maxConcurrentStreams(), Integer.MAX_VALUE));
    }
    ServerParameters server = config.keepalive().serverParameters();
    set(server.maxConnectionIdle(), builder::maxConnectionIdle);
    set(server.maxConnectionAge(), builder::maxConnectionAge);
    set(server.maxConnectionAgeGrace(), builder::maxConnectionAgeGrace);
    set(server.time(), builder::keepAliveTime);
    set(server.timeout(), builder::keepAliveTimeout);
    EnforcementPolicy policy = config.keepalive().enforcementPolicy();
    set(policy.minTime(), builder::permitKeepAliveTime);
    builder.permitKeepAliveWithoutCalls(policy.permitWithoutStream());
    return builder;
  }

  private static InternalProtocolNegotiator.ProtocolNegotiator negotiator(
      GrpcServerConfig config, ServerSettings settings) {
    TlsServerConfig tls = config.tls();
    if (tls == null) {
      return InternalProtocolNegotiators.serverPlaintext();
    }
    Tls loaded = Tls.server(tls, settings.host().clock(), settings.logger());
    return InternalProtocolNegotiators.serverTls(NettyTls.of(loaded, false, "h2"));
  }

  private static void set(Duration duration, Setter setter) {
    if (duration.isPositive()) {
      setter.set(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private interface Setter {
    NettyServerBuilder set(long amount, TimeUnit unit);
  }
}
