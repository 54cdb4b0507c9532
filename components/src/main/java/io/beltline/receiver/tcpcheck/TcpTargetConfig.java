package io.beltline.receiver.tcpcheck;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * A target.
 *
 * @param endpoint its address, host:port
 * @param dialer how it is connected to
 */
public record TcpTargetConfig(
    @Default("") @Doc("The address, host:port.") String endpoint,
    @Section @Doc("How it is connected to.") Dialer dialer)
    implements Validated {
  private static final int MOST = 65535;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * The {@code dialer} section.
   *
   * @param timeout how long a connect may take; zero for 30 s
   */
  public record Dialer(
      @Default("0s") @Doc("How long a connect may take; 0: 30s.") Duration timeout) {}

  /** How long a connect may take. */
  Duration limit() {
    return dialer.timeout().isPositive() ? dialer.timeout() : LONGEST;
  }

  /** The host, without the brackets of an IPv6 address. */
  String host() {
    String host = endpoint.substring(0, endpoint.lastIndexOf(':'));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port. */
  int port() {
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }

  @Override
  public void validate(Problems problems) {
    if (!isAddress(endpoint)) {
      problems.add(
          "endpoint", "\"" + endpoint + "\" is no address (expected: host:port, 1 to 65535)");
    }
    if (dialer.timeout().isNegative()) {
      problems.add(
          "dialer::timeout", "must not be negative (expected: a duration such as 10s, or 0)");
    }
  }

  private static boolean isAddress(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.contains("://")) {
      return false;
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (!bracketed && (host.indexOf(':') >= 0 || host.indexOf('[') >= 0)) {
      return false;
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      return port > 0 && port <= MOST;
    } catch (NumberFormatException none) {
      return false;
    }
  }
}
