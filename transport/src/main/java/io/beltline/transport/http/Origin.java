package io.beltline.transport.http;

import io.beltline.transport.HostPort;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go: connections are shared by requests of one origin.
 *
 * @param secure whether TLS is used
 * @param host the host name, or the path of a Unix socket
 * @param port the port, 0 for a Unix socket
 * @param unix whether it is a Unix socket
 */
record Origin(boolean secure, String host, int port, boolean unix) {

  static Origin of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    boolean secure = scheme.equalsIgnoreCase("https");
    if (!secure && !scheme.equalsIgnoreCase("http")) {
      throw new IllegalArgumentException(
          "\"" + shown(uri) + "\" is no URL (expected: http or https)");
    }
    HostPort named = HostPort.of(uri);
    if (named == null) {
      throw new IllegalArgumentException(
          "\"" + shown(uri) + "\" has no host (expected: http://host:port)");
    }
    String host = named.host();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int port = named.port() > 0 ? named.port() : secure ? 443 : 80;
    return new Origin(secure, bare, port, false);
  }

  /** What messages show of a URL: neither credentials nor path and query, which may hold some. */
  static String shown(URI uri) {
    String authority = uri.getRawAuthority();
    String text = authority == null ? uri.getRawSchemeSpecificPart() : authority;
    String bare = text.substring(text.lastIndexOf('@') + 1);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme() + ":";
    return authority == null ? scheme + bare : scheme + "//" + bare;
  }

  /** The Host header: without the scheme's usual port. */
  String authority() {
    if (unix) {
      return "localhost";
    }
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (secure ? 443 : 80) ? name : name + ":" + port;
  }

  String url() {
    return (secure ? "https://" : "http://") + authority();
  }

  // by hand, as each request looks up its origin: what a record has is put together at run time
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Origin that
        && port == that.port
        && secure == that.secure
        && unix == that.unix
        && host.equals(that.host);
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  @Override
  public String toString() {
    return unix ? "unix://" + host : url();
  }
}
