package io.beltline.transport.http;

import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Metadata;
import io.beltline.model.Slice;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.ExchangeTrace.Phase;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.Listen;
import io.beltline.transport.net.Proxies;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Opens connections: names, proxies, TLS, HTTP/1.1 or HTTP/2. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class Connector implements AutoCloseable {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(2);
  // the wait for the connection ends before, and ends the attempt
  private static final int AT_LAST_MILLIS = 31_000;
  private static final int PROXY_AUTHENTICATION = 407;

  private final HttpClientConfig config;
  private final EventLoops loops;
  private final ClientTls tls;
  private final Proxies proxies;
  private final NameLookups lookups = new NameLookups(InetAddress::getAllByName);

  Connector(HttpClientConfig config, EventLoops loops, ClientTls tls, Proxies proxies) {
    this.config = config;
    this.loops = loops;
    this.tls = tls;
    this.proxies = proxies;
  }

  /** A connection that could not be opened. */
  static final class ConnectFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int status;

    ConnectFailure(Kind kind, String message) {
      this(kind, message, 0);
    }

    private ConnectFailure(Kind kind, String message, int status) {
      super(message, null, false, false);
      this.kind = kind;
      this.status = status;
    }

    /**
     * What the caller is told. A proxy that asks for credentials answers for good until somebody
     * mends them, whether it reads requests or tunnels: with its status, not as a lost connection.
     */
    HttpReply reply() {
      String message = String.valueOf(getMessage());
      return status == 0
          ? new HttpReply.Failure(kind, message)
          : new HttpReply.Response(status, Metadata.EMPTY, Slice.utf8(message));
    }

    Kind kind() {
      return kind;
    }
  }

  Connection open(Origin origin, Deadline deadline, @Nullable ExchangeTrace trace)
      throws ConnectFailure {
    URI proxy = proxy(origin);
    return open(origin, proxy, addresses(origin, proxy, deadline, trace), deadline, trace);
  }

  /** Tries one address after the other, each for its share of the time left. */
  Connection open(
      Origin origin,
      @Nullable URI proxy,
      List<SocketAddress> addresses,
      Deadline deadline,
      @Nullable ExchangeTrace trace)
      throws ConnectFailure {
    int untried = addresses.size();
    ConnectFailure last = new ConnectFailure(Kind.CONNECT, origin + ": no address");
    for (SocketAddress address : addresses) {
      try {
        return open(origin, proxy, address, deadline, untried--, trace);
      } catch (ConnectFailure failed) {
        last = failed;
        if (failed.kind() != Kind.CONNECT || deadline.isExpired()) {
          break;
        }
      }
    }
    throw last;
  }

  /**
   * How long an address may take: one that does not answer must leave time for the others, and one
   * far away gets the time that an answer takes.
   *
   * @param untried how many addresses are left, this one among them
   */
  static long share(long leftNanos, int untried) {
    long part = Math.max(SHORTEST_NANOS, leftNanos / untried);
    return Math.min(leftNanos, Math.min(LONGEST_NANOS, part));
  }

  private @Nullable URI proxy(Origin origin) throws ConnectFailure {
    if (origin.unix()) {
      return null;
    }
    try {
      return proxies.proxy(origin.secure(), origin.host(), origin.port());
    } catch (ComponentException unusable) {
      throw new ConnectFailure(Kind.CONNECT, origin + ": " + unusable.getMessage());
    }
  }

  private List<SocketAddress> addresses(
      Origin origin, @Nullable URI proxy, Deadline deadline, @Nullable ExchangeTrace trace)
      throws ConnectFailure {
    if (origin.unix()) {
      return List.of(Listen.unix(Path.of(origin.host())));
    }
    if (proxy != null) {
      InetSocketAddress address = Proxies.address(proxy);
      if (address.isUnresolved()) {
        throw new ConnectFailure(
            Kind.CONNECT, origin + ": proxy host " + address.getHostString() + " is not known");
      }
      // a tunnel is asked for the origin by name: the proxy resolves it
      return List.of(
          Proxies.tunnels(proxy, origin.secure())
              ? InetSocketAddress.createUnresolved(origin.host(), origin.port())
              : address);
    }
    String host = origin.host();
    int port = origin.port();
    boolean isName = !NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host);
    try {
      ExchangeTrace.begin(isName ? trace : null, Phase.LOOKUP);
      List<SocketAddress> found = new ArrayList<>();
      for (InetAddress address : isName ? lookups.find(host, deadline) : literal(host)) {
        found.add(new InetSocketAddress(address, port));
      }
      ExchangeTrace.end(isName ? trace : null, Phase.LOOKUP);
      return found;
    } catch (UnknownHostException unknown) {
      throw new ConnectFailure(Kind.CONNECT, origin + ": host " + host + " is not known");
    } catch (TimeoutException late) {
      throw new ConnectFailure(
          Kind.TIMEOUT, origin + ": host " + host + " was not looked up in time");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ConnectFailure(Kind.CLOSED, origin + ": interrupted");
    }
  }

  private static List<InetAddress> literal(String host) throws UnknownHostException {
    return List.of(InetAddress.getByName(host));
  }

  private Connection open(
      Origin origin,
      @Nullable URI proxy,
      SocketAddress address,
      Deadline deadline,
      int untried,
      @Nullable ExchangeTrace trace)
      throws ConnectFailure {
    long nanos = share(deadline.remaining().toNanos(), untried);
    if (nanos <= 0) {
      throw new ConnectFailure(Kind.TIMEOUT, origin + ": deadline passed before the connect");
    }
    CompletableFuture<Connection> ready = new CompletableFuture<>();
    ClientPipeline pipeline;
    try {
      pipeline = new ClientPipeline(config, origin, proxy, origin.secure() ? tls : null, ready);
    } catch (ComponentException unusable) {
      throw new ConnectFailure(Kind.TLS, origin + ": " + unusable.getMessage());
    }
    ExchangeTrace.begin(trace, Phase.CONNECT);
    ChannelFuture connecting =
        loops
            .client(origin.unix())
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, AT_LAST_MILLIS)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    pipeline.begin(channel);
                  }
                })
            .connect(address);
    connecting.addListener(
        connected -> {
          if (connected.isSuccess()) {
            ExchangeTrace.end(trace, Phase.CONNECT);
            ExchangeTrace.begin(trace, Phase.TLS);
          } else {
            ready.completeExceptionally(connected.cause());
          }
        });
    Connection connection = await(origin, address, connecting.channel(), ready, nanos, deadline);
    if (origin.secure()) {
      ExchangeTrace.end(trace, Phase.TLS);
    }
    return connection;
  }

  private static Connection await(
      Origin origin,
      SocketAddress address,
      Channel channel,
      CompletableFuture<Connection> ready,
      long nanos,
      Deadline deadline)
      throws ConnectFailure {
    try {
      return ready.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      channel.close();
      throw late(origin, address, nanos, deadline);
    } catch (InterruptedException interrupted) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new ConnectFailure(Kind.CLOSED, origin + ": interrupted");
    } catch (ExecutionException failed) {
      channel.close();
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new ConnectFailure(
          ClientPipeline.kind(cause), origin + ": " + words(cause), proxyStatus(cause));
    }
  }

  /** Nothing was sent: it is for the deadline alone to make more of it than a lost connection. */
  private static ConnectFailure late(
      Origin origin, SocketAddress address, long nanos, Deadline deadline) {
    return deadline.isExpired()
        ? new ConnectFailure(Kind.TIMEOUT, origin + ": no connection before the deadline")
        : new ConnectFailure(
            Kind.CONNECT,
            "%s: %s gave no connection within %d ms"
                .formatted(origin, address, TimeUnit.NANOSECONDS.toMillis(nanos)));
  }

  private static int proxyStatus(Throwable cause) {
    boolean asked =
        cause instanceof HttpProxyHandler.HttpProxyConnectException
            && words(cause).contains("status: " + PROXY_AUTHENTICATION);
    return asked ? PROXY_AUTHENTICATION : 0;
  }

  private static String words(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  @Override
  public void close() {
    loops.close();
  }
}
