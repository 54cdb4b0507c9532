package io.beltline.receiver.dockerstats;

import io.beltline.transport.HostPort;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.TlsClientConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a daemon is asked.
 *
 * @param client how
 * @param base what all URLs begin with, without a slash at the end
 */
record DockerEndpoint(HttpClientConfig client, String base) {
  private static final String EXPECTED = " (expected: unix:///path, tcp://host:port or a URL)";

  /** What is wrong with an endpoint; null if nothing is. */
  static @Nullable String problem(String endpoint) {
    if (endpoint.isEmpty()) {
      return "is empty" + EXPECTED;
    }
    if (endpoint.startsWith("unix://")) {
      return endpoint.startsWith("unix:///") ? null : "has no absolute path" + EXPECTED;
    }
    if (endpoint.startsWith("npipe:")) {
      return "is a named pipe, which is not supported" + EXPECTED;
    }
    try {
      URI uri = new URI(endpoint);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      HostPort named = HostPort.of(uri);
      return switch (scheme) {
        case "tcp" -> named == null || named.port() < 0 ? "has no host and port" + EXPECTED : null;
        case "http", "https" -> named == null ? "has no host" + EXPECTED : null;
        default -> "is none" + EXPECTED;
      };
    } catch (URISyntaxException none) { // without the text: it may hold a password
      return "is none" + EXPECTED;
    }
  }

  /** Of what has no problem. With TLS, and if that is not insecure, every port is asked with it. */
  static DockerEndpoint of(String endpoint, @Nullable TlsClientConfig tls) {
    TlsClientConfig used = tls == null ? TlsClientConfig.files("", "", "", false) : tls;
    HttpClientConfig client = HttpClientConfig.to(endpoint, used, Map.of(), "");
    if (endpoint.startsWith("unix:")) {
      return new DockerEndpoint(client, "http://docker");
    }
    URI uri = URI.create(endpoint);
    boolean asked = tls != null && !tls.isPlaintext();
    boolean secure = asked || "https".equalsIgnoreCase(uri.getScheme());
    String path = uri.getRawPath().replaceAll("/+$", "");
    String base = (secure ? "https://" : "http://") + uri.getRawAuthority() + path;
    return new DockerEndpoint(client, base);
  }
}
