package io.beltline.transport.config;

import io.beltline.config.Secret;
import io.beltline.config.Validated.Problems;
import io.beltline.transport.HostPort;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Rules that several records share. */
final class Rules {
  private static final List<String> CODINGS =
      List.of("gzip", "zlib", "deflate", "snappy", "x-snappy-framed", "zstd", "lz4");

  private static final List<String> CURVES =
      List.of("X25519", "P256", "P384", "P521", "X25519MLKEM768");
  private static final String SUITE = "an IANA name such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";

  private Rules() {}

  static void serverTransport(Problems problems, String transport) {
    if (!List.of("tcp", "tcp4", "tcp6", "unix").contains(transport)) {
      problems.add(
          "transport", "\"" + transport + "\" cannot listen (expected: tcp, tcp4, tcp6 or unix)");
    }
  }

  static void noMiddlewares(Problems problems, List<MiddlewareConfig> middlewares) {
    if (!middlewares.isEmpty()) {
      problems.add("middlewares", "is not supported (expected: no entry)");
    }
  }

  static void notNegative(Problems problems, String key, long value) {
    if (value < 0) {
      problems.add(key, value + " is negative (expected: 0 or more)");
    }
  }

  static void codings(Problems problems, String key, List<String> names) {
    for (String name : names) {
      if (!name.isEmpty() && !CODINGS.contains(name)) {
        problems.add(key, "\"" + name + "\" is no coding (expected: " + listed(CODINGS) + ")");
      }
    }
  }

  static void compression(Problems problems, String name, int level) {
    if (name.isEmpty() || name.equals("none")) {
      return;
    }
    codings(problems, "compression", List.of(name));
    boolean deflate = List.of("gzip", "zlib", "deflate").contains(name);
    if (deflate ? level < -2 || level > 9 : level != 0 && !name.equals("zstd")) {
      problems.add(
          "compression_params",
          "level "
              + level
              + " does not fit "
              + name
              + (deflate ? " (expected: -2 to 9)" : " (expected: no level)"));
    }
  }

  static void grpcCompression(Problems problems, String name) {
    if (!List.of("", "none", "gzip", "snappy", "zstd").contains(name)) {
      problems.add(
          "compression",
          "\"" + name + "\" is no gRPC compression (expected: gzip, snappy, zstd or none)");
    }
  }

  static void curves(Problems problems, String key, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (!CURVES.contains(names.get(i))) {
        problems.add(
            key + "::" + i,
            "\"" + names.get(i) + "\" is no curve (expected: " + String.join(", ", CURVES) + ")");
      }
    }
  }

  static void cipherSuites(Problems problems, String key, List<String> names) {
    List<String> known = names.isEmpty() ? List.of() : knownSuites();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!known.contains(name) && !known.contains(name.replaceFirst("^TLS_", "SSL_"))) {
        problems.add(
            key + "::" + i, "\"" + name + "\" is no cipher suite (expected: " + SUITE + ")");
      }
    }
  }

  private static List<String> knownSuites() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      return List.of(context.getSupportedSSLParameters().getCipherSuites());
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(absent);
    }
  }

  static void proxy(Problems problems, String url) {
    if (url.isEmpty()) {
      return;
    }
    try {
      URI uri = URI.create(url);
      if (HostPort.of(uri) != null && uri.getScheme() != null) {
        return;
      }
    } catch (IllegalArgumentException notUri) {
      // reported below, like a URL without a host
    }
    problems.add("proxy_url", "\"" + url + "\" is no URL (expected: http://host:port)");
  }

  /** Headers that no request could be sent with. */
  static void headers(Problems problems, Map<String, Secret> headers) {
    headers.forEach(
        (name, value) -> {
          try {
            new DefaultHttpHeaders().set(name, HeaderValue.of(value.reveal()));
          } catch (IllegalArgumentException refused) { // whose words may show the value
            problems.add(
                "headers::" + name,
                "cannot be sent (expected: a name, and a value without a line break or a control"
                    + " character)");
          }
        });
  }

  static void grpcEndpoint(Problems problems, String endpoint) {
    if (endpoint.isEmpty()) {
      return; // whether it may be absent is the component's matter
    }
    if (endpoint.startsWith("unix:")) {
      if (endpoint.substring(5).replace("/", "").isEmpty()) {
        problems.add("endpoint", "has no socket path (expected: unix:///path)");
      }
      return;
    }
    String rest = endpoint;
    int scheme = endpoint.indexOf("://");
    if (scheme >= 0) {
      rest = endpoint.substring(scheme + 3);
      if (!endpoint.startsWith("http")) {
        rest = rest.substring(rest.indexOf('/') + 1);
      }
    }
    int colon = rest.lastIndexOf(':');
    String port = colon < 0 ? "" : rest.substring(colon + 1);
    if (colon < 0 || rest.indexOf(']') > colon) {
      problems.add("endpoint", "\"" + endpoint + "\" has no port (expected: host:port)");
    } else if (!port.matches("\\d{1,5}")) {
      String shown = port.substring(port.lastIndexOf('@') + 1); // before it may be a password
      problems.add("endpoint", "\"" + shown + "\" is no port (expected: host:port)");
    }
  }

  private static String listed(List<String> names) {
    return String.join(", ", names) + " or none";
  }
}
