package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.config.Secret;
import io.beltline.transport.config.HttpClientConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers that belong to the protocol: users cannot change them. */
final class ProtocolHeaders {
  private static final Set<String> NAMES =
      Set.of("content-encoding", "content-type", "user-agent", RemoteWrite.VERSION);

  private ProtocolHeaders() {}

  static boolean include(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Those of the protocol that a user wrote. */
  static List<String> written(HttpClientConfig http) {
    return http.headers().keySet().stream().filter(ProtocolHeaders::include).sorted().toList();
  }

  /** A client that sets no header of the protocol, and compresses nothing by itself. */
  static HttpClientConfig removed(HttpClientConfig http) {
    Map<String, Secret> headers = new LinkedHashMap<>(http.headers());
    headers.keySet().removeIf(ProtocolHeaders::include);
    return http.with(headers, "");
  }
}
