package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.Listen;
import io.beltline.transport.net.Workers;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A listening HTTP/1.1 and HTTP/2 server. Each request is handled on a virtual thread of its own.
 * Safe for all threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
public final class HttpServer {
  private final Channel listener;
  private final SocketAddress address;
  private final EventLoops loops;
  private final Listen listen;
  private final ServerState state;

  private HttpServer(Channel listener, EventLoops loops, Listen listen, ServerState state) {
    this.listener = listener;
    this.address = listen.isUnix() ? listen.address() : listener.localAddress();
    this.loops = loops;
    this.listen = listen;
    this.state = state;
  }

  /**
   * Opens the port and serves requests until {@link #close}.
   *
   * @throws io.beltline.api.ComponentException if the port cannot be opened, a TLS file cannot be
   *     read or the authenticator is missing
   */
  public static HttpServer start(
      HttpServerConfig config, ServerSettings settings, HttpHandler handler) {
    Listen listen = Listen.of(config.endpoint(), config.transport());
    EventLoops loops = EventLoops.open();
    boolean started = false;
    try {
      Workers workers = new Workers("http-server");
      ServerState state = new ServerState(config, settings, handler, loops, workers);
      ChannelFuture bound =
          loops
              .server(listen.isUnix())
              .childHandler(new ServerPipeline(state))
              .bind(listen.address())
              .awaitUninterruptibly();
      if (!bound.isSuccess()) {
        throw listen.failed(bound.cause());
      }
      started = true;
      return new HttpServer(bound.channel(), loops, listen, state);
    } finally {
      if (!started) {
        loops.close();
      }
    }
  }

  /** Where it listens, host:port or the path of a socket; the port is the real one for 0. */
  public String endpoint() {
    return listen.bound(address());
  }

  /** The port it listens on, -1 on a Unix socket. */
  public int port() {
    return address() instanceof InetSocketAddress inet ? inet.getPort() : -1;
  }

  private SocketAddress address() {
    return address;
  }

  /** Closes the port to new connections; requests under way go on. */
  public void stopAccepting() {
    listener.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
  }

  /**
   * Closes the port, answers requests under way until the deadline, then closes every connection.
   * After it returns no handler is called any more.
   */
  public void close(Deadline deadline) {
    stopAccepting();
    state.close(deadline);
    listen.release();
    loops.close();
  }
}
