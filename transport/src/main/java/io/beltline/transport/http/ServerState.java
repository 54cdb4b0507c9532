package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.beltline.api.ServerAuthenticator;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.config.HttpServerAuthConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.config.TlsServerConfig;
import io.beltline.transport.net.Authenticators;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.NettyTls;
import io.beltline.transport.net.Workers;
import io.beltline.transport.tls.Tls;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all connections of one server share. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class ServerState {
  private final HttpServerConfig config;
  private final ServerSettings settings;
  private final HttpHandler handler;
  private final ChannelGroup connections;
  private final Workers workers;
  private final @Nullable SslContext tls;
  private final @Nullable ServerAuthenticator authenticator;
  private final Cors cors;
  private final Map<String, Compression> codings = new HashMap<>();
  private final ResponseWriter writer;
  private volatile boolean draining;

  ServerState(
      HttpServerConfig config,
      ServerSettings settings,
      HttpHandler handler,
      EventLoops loops,
      Workers workers) {
    this.config = config;
    this.settings = settings;
    this.handler = handler;
    this.workers = workers;
    this.connections = new DefaultChannelGroup(loops.group().next());
    TlsServerConfig tlsConfig = config.tls();
    this.tls =
        tlsConfig == null
            ? null
            : NettyTls.of(
                Tls.server(tlsConfig, settings.host().clock(), settings.logger()),
                false,
                "h2",
                "http/1.1");
    HttpServerAuthConfig auth = config.auth();
    this.authenticator =
        auth == null ? null : Authenticators.server(settings.host(), auth.authenticator());
    this.cors = new Cors(config.cors());
    this.writer = new ResponseWriter(this);
    for (String name : config.compressionAlgorithms()) {
      codings.put(name, Compression.of(name));
    }
  }

  HttpServerConfig config() {
    return config;
  }

  ServerSettings settings() {
    return settings;
  }

  HttpHandler handler() {
    return handler;
  }

  Workers workers() {
    return workers;
  }

  ResponseWriter writer() {
    return writer;
  }

  Cors cors() {
    return cors;
  }

  @Nullable SslContext tls() {
    return tls;
  }

  @Nullable ServerAuthenticator authenticator() {
    return authenticator;
  }

  /** Query parameters shown to the authenticator. */
  List<String> requestParams() {
    HttpServerAuthConfig auth = config.auth();
    return auth == null ? List.of() : auth.requestParams();
  }

  /** The largest body: more than there is room for can never come in. */
  long bodyLimit() {
    return Math.min(config.bodyLimit(), settings.admission().most());
  }

  /** The coding of a Content-Encoding, or null if it is not accepted. */
  @Nullable Compression coding(String name) {
    if (codings.isEmpty()) {
      return Compression.NONE; // an empty list hands bodies on as they are
    }
    if (name.isEmpty() || name.equalsIgnoreCase("identity")) {
      return Compression.NONE;
    }
    return codings.get(name.toLowerCase(Locale.ROOT));
  }

  boolean draining() {
    return draining;
  }

  void refused(String reason) {
    settings.refused("http", reason).add(1);
  }

  void opened(Channel channel) {
    connections.add(channel);
  }

  void close(Deadline deadline) {
    draining = true;
    connections.forEach(this::tell);
    workers.drain(deadline);
    workers.end();
    for (Channel connection : connections) {
      connection.pipeline().fireUserEventTriggered(Draining.LAST);
      // behind the answers already written
      connection.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
    if (!connections.newCloseFuture().awaitUninterruptibly(500, TimeUnit.MILLISECONDS)) {
      connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
  }

  /** Tells a connection to end; what it wants to be waited for is known before the wait begins. */
  private void tell(Channel connection) {
    workers.expect();
    connection
        .eventLoop()
        .execute(
            () -> {
              try {
                connection.pipeline().fireUserEventTriggered(Draining.EVENT);
              } finally {
                workers.over();
              }
            });
  }

  /** What connections are told at the end of the server. */
  enum Draining {
    /** Those at rest close. */
    EVENT,
    /** All close behind what is written now. */
    LAST
  }
}
