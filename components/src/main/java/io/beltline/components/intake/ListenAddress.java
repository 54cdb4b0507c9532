package io.beltline.components.intake;

import io.beltline.api.ComponentException;
import io.beltline.config.Validated.Problems;
import java.net.InetSocketAddress;

/** Addresses to listen on, as host:port. */
public final class ListenAddress {
  private static final int MOST = 65535;

  private ListenAddress() {}

  /** Reports what is none. */
  public static void check(String endpoint, String key, Problems problems) {
    if (port(endpoint) < 0) {
      problems.add(key, "\"" + endpoint + "\" is no address (expected: host:port, 0 to 65535)");
    }
  }

  /**
   * The address to listen on.
   *
   * @throws ComponentException if its host is not known
   */
  public static InetSocketAddress of(String endpoint) {
    String host = endpoint.substring(0, endpoint.lastIndexOf(':'));
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    InetSocketAddress address =
        host.isEmpty()
            ? new InetSocketAddress(port(endpoint))
            : new InetSocketAddress(host, port(endpoint));
    if (address.isUnresolved()) {
      throw new ComponentException("endpoint \"" + endpoint + "\": host is not known");
    }
    return address;
  }

  private static int port(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    if (colon < 0 || endpoint.indexOf(']') > colon) {
      return -1;
    }
    try {
      int port = Integer.parseInt(endpoint.substring(colon + 1));
      return port > MOST ? -1 : port;
    } catch (NumberFormatException noPort) {
      return -1;
    }
  }
}
