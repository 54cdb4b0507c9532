package io.beltline.components.intake;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Settings;
import io.beltline.transport.tls.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** Waits for connections over TCP, secured or not. */
class SocketListener implements Listener {
  private static final int BACKLOG = 512;
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  /** Those of Go's: the system's own begin after two hours. */
  private static final Map<SocketOption<Integer>, Integer> PROBES =
      Map.of(
          ExtendedSocketOptions.TCP_KEEPIDLE, 15,
          ExtendedSocketOptions.TCP_KEEPINTERVAL, 15,
          ExtendedSocketOptions.TCP_KEEPCOUNT, 9);

  private final ServerSocket server;
  private final Duration idleTimeout;
  private final @Nullable Tls tls;
  private final Clock clock;
  private final Settings settings;

  /**
   * Listens.
   *
   * @throws ComponentException if it cannot
   */
  SocketListener(
      String endpoint, Duration idleTimeout, @Nullable Tls tls, Clock clock, Settings settings) {
    this.idleTimeout = idleTimeout;
    this.tls = tls;
    this.clock = clock;
    this.settings = settings;
    InetSocketAddress address = ListenAddress.of(endpoint);
    try {
      this.server = new ServerSocket(address.getPort(), BACKLOG, address.getAddress());
    } catch (IOException unusable) {
      throw new ComponentException(
          "cannot listen on " + endpoint + ": " + unusable.getMessage(), unusable);
    }
  }

  @Override
  public Incoming accept() throws IOException {
    Socket plain = server.accept();
    String peer = String.valueOf(plain.getRemoteSocketAddress());
    return new Incoming() {
      @Override
      public String peer() {
        return peer;
      }

      @Override
      public TcpConnection open() throws IOException {
        return new TcpConnection(secured(plain), plain);
      }

      @Override
      public void close() throws IOException {
        plain.close();
      }
    };
  }

  /** What a connection is read from; open to tests. */
  Socket secured(Socket plain) throws IOException {
    plain.setTcpNoDelay(true);
    keepAlive(plain);
    Tls secure = tls;
    Socket socket = secure == null ? plain : shaken(plain, secure);
    socket.setSoTimeout((int) Math.min(idleTimeout.toMillis(), Integer.MAX_VALUE));
    return socket;
  }

  /** So that a peer that has vanished without a word does not keep its place. */
  private static void keepAlive(Socket plain) throws IOException {
    plain.setKeepAlive(true);
    Set<SocketOption<?>> known = plain.supportedOptions();
    for (Map.Entry<SocketOption<Integer>, Integer> option : PROBES.entrySet()) {
      if (known.contains(option.getKey())) {
        plain.setOption(option.getKey(), option.getValue());
      }
    }
  }

  private Socket shaken(Socket plain, Tls secure) throws IOException {
    Clock.Cancellable limit = clock.schedule(HANDSHAKE, () -> giveUp(plain));
    try {
      SSLSocket shaking =
          (SSLSocket)
              secure.context().getSocketFactory().createSocket(plain, null, plain.getPort(), true);
      shaking.setUseClientMode(false);
      shaking.setSSLParameters(secure.parameters());
      shaking.startHandshake();
      return shaking;
    } finally {
      limit.cancel();
    }
  }

  private void giveUp(Socket plain) {
    try {
      plain.close();
    } catch (IOException broken) {
      settings.logger().debug("{} cannot be closed: {}", plain, broken.toString());
    }
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public String endpoint() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
