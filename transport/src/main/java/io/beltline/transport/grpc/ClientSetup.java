package io.beltline.transport.grpc;

import io.beltline.api.ComponentException;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.KeepaliveClientConfig;
import io.beltline.transport.config.TlsClientConfig;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.Listen;
import io.beltline.transport.net.NettyTls;
import io.beltline.transport.tls.Tls;
import io.grpc.ManagedChannel;
import io.grpc.NameResolverRegistry;
import io.grpc.ProxyDetector;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Puts a configuration into the library's terms. */
final class ClientSetup {
  private static final long LEAST_KEEPALIVE_SECONDS = 10;
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(20);
  // a refusal tells its words twice, those of many items perhaps; beyond the library's 8 KiB it
  // would be no answer
  private static final int METADATA_LIMIT = 1 << 20;

  // it tells each name that cannot be resolved with a stack trace, beside the call's own failure;
  // held, because loggers are collected
  private static final Logger CHANNEL = Logger.getLogger("io.grpc.internal.ManagedChannelImpl");

  static {
    CHANNEL.setLevel(Level.SEVERE);
    NameResolverRegistry.getDefaultRegistry().register(new NameProvider());
  }

  private ClientSetup() {}

  static ManagedChannel channel(
      GrpcClientConfig config,
      ClientSettings settings,
      EventLoops loops,
      ProxyDetector proxies,
      Duration patience) {
    Targets target = Targets.of(config.endpoint());
    NettyChannelBuilder builder =
        target.unix()
            ? NettyChannelBuilder.forAddress(Listen.unix(Path.of(target.target())))
                .overrideAuthority("localhost")
            : NettyChannelBuilder.forTarget(target.target());
    builder
        .channelType(EventLoops.channelType(target.unix()))
        .eventLoopGroup(loops.group())
        .withOption(ChannelOption.ALLOCATOR, EventLoops.buffers())
        .flowControlWindow(Windows.STREAM)
        .maxInboundMetadataSize(METADATA_LIMIT)
        .decompressorRegistry(Codings.decompressors())
        .compressorRegistry(Codings.compressors())
        .disableServiceConfigLookUp()
        .disableRetry()
        .proxyDetector(proxies)
        .offloadExecutor(command -> Thread.ofVirtual().name("grpc-resolve").start(command))
        .directExecutor();
    if (!target.unix() && !config.balancerName().isEmpty()) {
      builder.defaultLoadBalancingPolicy(config.balancerName());
    }
    String agent = config.userAgent().isEmpty() ? settings.userAgent() : config.userAgent();
    if (!agent.isEmpty()) {
      builder.userAgent(agent);
    }
    keepalive(builder, config.keepalive());
    if (!target.unix() && !config.keepalive().time().isPositive()) {
      giveUp(builder, patience);
    }
    security(builder, config, settings, target);
    if (!config.authority().isEmpty()) {
      builder.overrideAuthority(config.authority());
    }
    try {
      return builder.build();
    } catch (IllegalArgumentException malformed) {
      throw new ComponentException(
          "endpoint \"" + config.endpoint() + "\": " + malformed.getMessage(), malformed);
    }
  }

  private static void keepalive(NettyChannelBuilder builder, KeepaliveClientConfig keepalive) {
    if (keepalive.time().isPositive()) {
      builder.keepAliveTime(
          Math.max(LEAST_KEEPALIVE_SECONDS, keepalive.time().toSeconds()), TimeUnit.SECONDS);
      builder.keepAliveWithoutCalls(keepalive.permitWithoutStream());
    }
    if (keepalive.timeout().isPositive()) {
      builder.keepAliveTimeout(keepalive.timeout().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /**
   * How long a connection without probes may take nothing. A peer that lives takes nothing either
   * while it stands still and its buffer is full: less than a call may wait would break calls that
   * it is going to answer.
   *
   * @param longest how long a call may take
   */
  static Duration patience(KeepaliveClientConfig keepalive, Duration longest) {
    return Collections.max(List.of(LEAST_PATIENCE, keepalive.timeout(), longest));
  }

  /**
   * Has Linux break a connection whose peer takes nothing, as it acknowledges nothing or has no
   * room: otherwise calls go to it, each until its deadline, for a quarter of an hour. The library
   * does so only beside its probes, and servers turn away whom they find to probe too often.
   */
  private static void giveUp(NettyChannelBuilder builder, Duration patience) {
    if (EventLoops.isNative()) {
      builder.withOption(
          EpollChannelOption.TCP_USER_TIMEOUT,
          Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE));
    }
  }

  private static void security(
      NettyChannelBuilder builder,
      GrpcClientConfig config,
      ClientSettings settings,
      Targets target) {
    TlsClientConfig tls = config.tls();
    if (tls.isPlaintext() && !target.forcesTls()) {
      builder.usePlaintext();
      return;
    }
    Tls loaded = Tls.client(tls, settings.host().clock(), settings.logger());
    builder.sslContext(NettyTls.of(loaded, true, "h2"));
    if (!loaded.serverName().isEmpty()) {
      builder.overrideAuthority(loaded.serverName());
    }
  }
}
