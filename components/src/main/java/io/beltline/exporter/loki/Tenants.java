package io.beltline.exporter.loki;

import io.beltline.api.Context;
import io.beltline.components.loki.PushFields;
import io.beltline.config.Secret;
import io.beltline.transport.config.HttpClientConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whose logs they are where no hint says so. Immutable. */
final class Tenants {
  private static final Set<String> PROTOCOL =
      Set.of("content-type", "content-encoding", PushFields.TENANT);

  private final String usual;
  private final String header;

  Tenants(LokiExporterConfig config) {
    TreeMap<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(config.client().headers());
    Secret written = headers.get(PushFields.TENANT);
    TenantConfig older = config.tenant();
    String own =
        older != null && older.source() == TenantConfig.Source.STATIC
            ? older.value()
            : config.tenantId();
    usual = own.isEmpty() && written != null ? written.reveal() : own;
    header = older != null && older.source() == TenantConfig.Source.CONTEXT ? older.value() : "";
  }

  /** The tenant of a request; empty for none. */
  String of(Context context) {
    return header.isEmpty()
        ? usual
        : context.metadata().get(header).stream().findFirst().orElse(usual);
  }

  /** A client that sets no header of the protocol, and compresses nothing by itself. */
  static HttpClientConfig withoutProtocol(HttpClientConfig http) {
    Map<String, Secret> headers = new LinkedHashMap<>(http.headers());
    headers.keySet().removeIf(name -> PROTOCOL.stream().anyMatch(name::equalsIgnoreCase));
    return http.with(headers, "");
  }
}
