package io.beltline.transport.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a proxy: the configured one for everything, else what the environment says, by the rules
 * of https://pkg.go.dev/golang.org/x/net/http/httpproxy.
 */
final class Proxies {
  private final @Nullable URI fixed;
  private final @Nullable URI http;
  private final @Nullable URI https;
  private final List<String> exceptions;

  private Proxies(
      @Nullable URI fixed, @Nullable URI http, @Nullable URI https, List<String> exceptions) {
    this.fixed = fixed;
    this.http = http;
    this.https = https;
    this.exceptions = exceptions;
  }

  static Proxies of(String configured, Map<String, String> environment) {
    return new Proxies(
        parse(configured),
        parse(either(environment, "HTTP_PROXY")),
        parse(either(environment, "HTTPS_PROXY")),
        Arrays.stream(either(environment, "NO_PROXY").split(",", -1))
            .map(s -> s.strip().toLowerCase(Locale.ROOT))
            .filter(s -> !s.isEmpty())
            .toList());
  }

  private static String either(Map<String, String> environment, String name) {
    String upper = environment.getOrDefault(name, "");
    return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
  }

  private static @Nullable URI parse(String text) {
    if (text.isEmpty()) {
      return null;
    }
    return URI.create(text.contains("://") ? text : "http://" + text);
  }

  /** The proxy for an origin, or null to connect directly. */
  @Nullable URI proxy(Origin origin) {
    if (origin.unix()) {
      return null;
    }
    if (fixed != null) {
      return fixed;
    }
    URI found = origin.secure() ? https : http;
    return found == null || isException(origin) ? null : found;
  }

  static boolean isSocks(URI proxy) {
    return proxy.getScheme().startsWith("socks5");
  }

  /** True if the proxy passes bytes through; else it reads the requests itself. */
  static boolean tunnels(URI proxy, Origin origin) {
    return isSocks(proxy) || origin.secure();
  }

  private boolean isException(Origin origin) {
    String host = origin.host().toLowerCase(Locale.ROOT);
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("::1")) {
      return true;
    }
    return exceptions.stream().anyMatch(e -> matches(e, host, origin.port()));
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
