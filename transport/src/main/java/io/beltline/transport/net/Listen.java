package io.beltline.transport.net;

import io.beltline.api.ComponentException;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 *
 * @param text as configured
 * @param address as Netty takes it
 * @param socket the path of a Unix socket, or null
 */
public record Listen(String text, SocketAddress address, @Nullable Path socket) {

  /**
   * Reads an endpoint.
   *
   * @throws ComponentException if it is none
   */
  public static Listen of(String endpoint, String transport) {
    if (transport.equals("unix") || endpoint.startsWith("unix:")) {
      Path path = Path.of(unixPath(endpoint));
      return new Listen(endpoint, unix(path), path);
    }
    int colon = endpoint.lastIndexOf(':');
    if (colon < 0 || endpoint.indexOf(']') > colon) {
      throw new ComponentException(
          "endpoint \"" + endpoint + "\" has no port (expected: host:port)");
    }
    int port = port(endpoint, endpoint.substring(colon + 1));
    String host = endpoint.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new Listen(endpoint, inet(endpoint, host, port, transport), null);
  }

  private static SocketAddress inet(String endpoint, String host, int port, String transport) {
    try {
      if (host.isEmpty()) {
        return transport.equals("tcp4")
            ? new InetSocketAddress("0.0.0.0", port)
            : new InetSocketAddress(port);
      }
      for (InetAddress found : InetAddress.getAllByName(host)) {
        boolean four = found.getAddress().length == 4;
        if (!(transport.equals("tcp4") && !four) && !(transport.equals("tcp6") && four)) {
          return new InetSocketAddress(found, port);
        }
      }
      throw new ComponentException(
          "endpoint \"" + endpoint + "\" has no address of transport " + transport);
    } catch (UnknownHostException unknown) {
      throw new ComponentException(
          "endpoint \"" + endpoint + "\": host is not known (expected: host:port)", unknown);
    }
  }

  private static int port(String endpoint, String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notNumber) {
      // reported below, like a number out of range
    }
    throw new ComponentException(
        "endpoint \"" + endpoint + "\": \"" + text + "\" is no port (expected: 0 to 65535)");
  }

  /** The path in {@code unix:///path}, {@code unix:path} or a bare path. */
  public static String unixPath(String endpoint) {
    if (endpoint.startsWith("unix://")) {
      return endpoint.substring("unix://".length());
    }
    return endpoint.startsWith("unix:") ? endpoint.substring("unix:".length()) : endpoint;
  }

  /** A Unix socket's address as the event loops in use take it. */
  public static SocketAddress unix(Path path) {
    return EventLoops.isNative()
        ? new DomainSocketAddress(path.toString())
        : UnixDomainSocketAddress.of(path);
  }

  /** True for a Unix socket. */
  public boolean isUnix() {
    return socket != null;
  }

  /** Removes the socket file after the server has closed. */
  public void release() {
    if (socket != null) {
      try {
        Files.deleteIfExists(socket);
      } catch (IOException kept) {
        // a file that stays is found by the next bind, which says so
      }
    }
  }

  /** What it listens on, given the address that was bound, which has the real port. */
  public String bound(SocketAddress address) {
    String shown = peer(address).replace("[0:0:0:0:0:0:0:0]", "[::]");
    return shown.isEmpty() ? text : shown;
  }

  /** The failure to open, in words. */
  public ComponentException failed(Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new ComponentException("cannot listen on " + text + ": " + reason, cause);
  }

  /** The peer of a connection as host:port; empty for a Unix socket. */
  public static String peer(@Nullable SocketAddress remote) {
    if (remote instanceof InetSocketAddress inet && inet.getAddress() != null) {
      String host = inet.getAddress().getHostAddress();
      return host.indexOf(':') >= 0
          ? "[" + host + "]:" + inet.getPort()
          : host + ":" + inet.getPort();
    }
    return "";
  }
}
