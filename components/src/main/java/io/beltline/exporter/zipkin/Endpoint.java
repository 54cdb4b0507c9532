package io.beltline.exporter.zipkin;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the network.
 *
 * @param serviceName its service, empty if not known
 * @param address its IP address, or null
 * @param port its port, 0 if not known
 */
record Endpoint(String serviceName, @Nullable InetAddress address, int port) {

  /** A place of which nothing is known. */
  static final Endpoint NONE = new Endpoint("", null, 0);

  private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /** Whether Zipkin has a use for it: a port alone says nothing. */
  boolean isKnown() {
    return !serviceName.isEmpty() || address != null;
  }

  /** The address that a text is, or null if it is none. Asks no name server. */
  static @Nullable InetAddress address(@Nullable String text) {
    if (text == null
        || text.indexOf('%') >= 0 // names an interface of another host
        || !(text.indexOf(':') >= 0 || DOTTED.matcher(text).matches())) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  /** The port that a text is, 0 if it is none. */
  static int port(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 5) {
      return 0;
    }
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      port = 10 * port + digit;
    }
    return port <= 0xffff ? port : 0;
  }
}
