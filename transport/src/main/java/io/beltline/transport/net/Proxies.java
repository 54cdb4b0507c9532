package io.beltline.transport.net;

import io.beltline.api.ComponentException;
import io.beltline.transport.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a proxy: the configured one for everything, else what the environment says, by the rules
 * of the package httpproxy of golang.org/x/net. Safe for all threads.
 */
public final class Proxies {
  private static final List<String> SCHEMES = List.of("http", "socks5", "socks5h");

  private final @Nullable URI fixed;
  private final String http;
  private final String https;
  private final List<String> exceptions;

  private Proxies(@Nullable URI fixed, String http, String https, List<String> exceptions) {
    this.fixed = fixed;
    this.http = http;
    this.https = https;
    this.exceptions = exceptions;
  }

  /**
   * The proxies of a client.
   *
   * @param configured the URL that holds for all, or empty
   * @param environment the variables; a bad one is told where it would be used
   * @throws ComponentException if the configured one cannot be used
   */
  public static Proxies of(String configured, Map<String, String> environment) {
    return new Proxies(
        parse("proxy_url", configured),
        either(environment, "HTTP_PROXY"),
        either(environment, "HTTPS_PROXY"),
        Arrays.stream(either(environment, "NO_PROXY").split(",", -1))
            .map(s -> s.strip().toLowerCase(Locale.ROOT))
            .filter(s -> !s.isEmpty())
            .toList());
  }

  private static String either(Map<String, String> environment, String name) {
    String upper = environment.getOrDefault(name, "");
    return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
  }

  // messages leave the URL out: it may hold a password
  private static @Nullable URI parse(String where, String text) {
    if (text.isEmpty()) {
      return null;
    }
    URI uri;
    try {
      uri = new URI(text.contains("://") ? text : "http://" + text);
    } catch (URISyntaxException malformed) {
      throw new ComponentException(
          where + ": no URL: " + malformed.getReason() + " (expected: http://host:port)");
    }
    if (!SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
      throw new ComponentException(
          where
              + ": proxies of scheme \""
              + uri.getScheme()
              + "\" are not supported"
              + " (expected: http, socks5 or socks5h)");
    }
    if (HostPort.of(uri) == null) {
      throw new ComponentException(where + ": no host (expected: http://host:port)");
    }
    return uri;
  }

  /**
   * The proxy for a server, or null to connect directly.
   *
   * @throws ComponentException if the environment names one that cannot be used
   */
  public @Nullable URI proxy(boolean secure, String host, int port) {
    if (fixed != null) {
      return fixed;
    }
    String found = secure ? https : http;
    return found.isEmpty() || isException(host.toLowerCase(Locale.ROOT), port)
        ? null
        : parse(secure ? "HTTPS_PROXY" : "HTTP_PROXY", found);
  }

  /** Where a proxy listens; unresolved if its name is not known. Blocks. */
  public static InetSocketAddress address(URI proxy) {
    HostPort named = HostPort.of(proxy);
    if (named == null) {
      throw new IllegalArgumentException("a proxy without a host");
    }
    int usual = isSocks(proxy) ? 1080 : 80;
    return new InetSocketAddress(named.host(), named.port() > 0 ? named.port() : usual);
  }

  /** True if it speaks SOCKS 5. */
  public static boolean isSocks(URI proxy) {
    return proxy.getScheme().toLowerCase(Locale.ROOT).startsWith("socks5");
  }

  /** True if the proxy passes bytes through; else it reads the requests itself. */
  public static boolean tunnels(URI proxy, boolean secure) {
    return isSocks(proxy) || secure;
  }

  private boolean isException(String host, int port) {
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("::1")) {
      return true;
    }
    return exceptions.stream().anyMatch(e -> matches(e, host, port));
  }

  private static boolean matches(String exception, String host, int port) {
    if (exception.equals("*")) {
      return true;
    }
    if (exception.contains("/")) {
      return inRange(exception, host);
    }
    String name = exception;
    int colon = exception.lastIndexOf(':');
    if (colon > 0 && exception.indexOf(':') == colon) {
      if (!exception.substring(colon + 1).equals("" + port)) {
        return false;
      }
      name = exception.substring(0, colon);
    }
    if (name.startsWith("*.")) {
      name = name.substring(1);
    }
    return name.startsWith(".")
        ? host.endsWith(name)
        : host.equals(name) || host.endsWith("." + name);
  }

  private static boolean inRange(String range, String host) {
    if (!host.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
      return false; // a name: only addresses are compared, names are not resolved for it
    }
    int slash = range.indexOf('/');
    try {
      byte[] base = InetAddress.getByName(range.substring(0, slash)).getAddress();
      byte[] address = InetAddress.getByName(host).getAddress();
      int bits = Integer.parseInt(range.substring(slash + 1));
      if (base.length != address.length || bits > base.length * 8) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >>> (i & 7);
        if ((base[i >>> 3] & mask) != (address[i >>> 3] & mask)) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException | NumberFormatException malformed) {
      return false;
    }
  }
}
