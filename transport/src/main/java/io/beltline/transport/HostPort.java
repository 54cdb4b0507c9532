package io.beltline.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host and the port in a URL. A {@link URI} by itself has no host if the name has an underscore
 * or its last label begins with a digit, as names in networks of containers do ({@code
 * node_exporter}, {@code web.1}).
 *
 * @param host the name or address, one of IPv6 in brackets
 * @param port the port, -1 if none is written
 */
public record HostPort(String host, int port) {
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._~-]+)(?::([0-9]{0,5}))?");
  private static final int MOST = 0xffff;

  /** Those of a URL, or null if it has no host. */
  public static @Nullable HostPort of(URI uri) {
    String known = uri.getHost();
    if (known != null) {
      return new HostPort(known, uri.getPort());
    }
    String authority = uri.getRawAuthority();
    if (authority == null) {
      return null;
    }
    Matcher named = NAMED.matcher(authority.substring(authority.lastIndexOf('@') + 1));
    if (!named.matches()) {
      return null;
    }
    String digits = named.group(2);
    int port = digits == null || digits.isEmpty() ? -1 : Integer.parseInt(digits);
    return port > MOST ? null : new HostPort(named.group(1), port);
  }

  /** Whether libraries that go by what a {@link URI} has find the host too. */
  public static boolean isKnown(URI uri) {
    return uri.getHost() != null;
  }

  /** The name and password that a URL holds, as they are written, or null if there are none. */
  public static @Nullable String userInfo(URI uri) {
    String authority = uri.getRawAuthority();
    if (uri.getHost() != null || authority == null) {
      return uri.getRawUserInfo();
    }
    int at = authority.lastIndexOf('@');
    return at < 0 ? null : authority.substring(0, at);
  }

  /** Whether a text is a URL of HTTP or HTTPS with a host. */
  public static boolean isHttp(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
          && of(uri) != null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
