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

  private static final int LONGEST = 1024;

  private final String usual;
  private final String header;
  private final boolean vary;

  Tenants(LokiExporterConfig config) {
    TreeMap<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(config.client().headers());
    Secret written = headers.get(PushFields.TENANT);
    TenantConfig older = config.tenant();
    String own =
        older != null && older.source() == TenantConfig.Source.STATIC
            ? older.value()
            : config.tenantId();
    usual = (own.isEmpty() && written != null ? written.reveal() : own).strip();
    header = older != null && older.source() == TenantConfig.Source.CONTEXT ? older.value() : "";
    vary = older != null && older.source() != TenantConfig.Source.STATIC;
  }

  /** The tenant where nothing else tells one; empty for none. */
  String usual() {
    return usual;
  }

  /** The tenant of a request; empty for none. */
  String of(Context context) {
    return header.isEmpty()
        ? usual
        : context.metadata().get(header).stream().findFirst().map(String::strip).orElse(usual);
  }

  /**
   * Where that waits what a tenant is refused for the moment; empty if it keeps all others waiting,
   * as it is the tenant of all records that do not name one. No stream has a lane of that name.
   */
  String lane(String tenant) {
    return vary || !tenant.equals(usual) ? tenant + " *" : "";
  }

  /**
   * Whether a tenant can be sent as it is: what a header has beyond ASCII arrives as something
   * else, and a line break not at all. Which names of these there may be is Loki's matter.
   */
  static boolean canBeSent(String tenant) {
    return tenant.length() <= LONGEST && tenant.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** Why another one is refused. */
  static String rule() {
    return "the tenant cannot be sent (expected: at most %d characters of ASCII that can be printed)"
        .formatted(LONGEST);
  }

  /** A client that sets no header of the protocol, and compresses nothing by itself. */
  static HttpClientConfig withoutProtocol(HttpClientConfig http) {
    Map<String, Secret> headers = new LinkedHashMap<>(http.headers());
    headers.keySet().removeIf(name -> PROTOCOL.stream().anyMatch(name::equalsIgnoreCase));
    return http.with(headers, "");
  }
}
