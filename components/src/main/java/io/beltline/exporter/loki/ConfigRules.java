package io.beltline.exporter.loki;

import io.beltline.config.Validated.Problems;
import io.beltline.delivery.BatchConfig;
import io.beltline.transport.HostPort;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a configuration must keep to beyond its types. */
final class ConfigRules {
  private static final String EXAMPLE = "http://host:3100/loki/api/v1/push";

  private ConfigRules() {}

  static void check(LokiExporterConfig config, Problems problems) {
    String endpoint = config.client().endpoint();
    if (endpoint.isEmpty()) {
      problems.add("endpoint", "must be specified (expected: a URL such as " + EXAMPLE + ")");
    } else if (!HostPort.isHttp(endpoint)) {
      problems.add("endpoint", "\"" + endpoint + "\" is no URL (expected: " + EXAMPLE + ")");
    }
    if (config.client().timeout().isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 30s)");
    }
    TenantConfig tenant = config.tenant();
    if (!Tenants.canBeSent(new Tenants(config).usual())) {
      boolean named = tenant != null && tenant.source() == TenantConfig.Source.STATIC;
      boolean older = !config.tenantId().isEmpty();
      problems.add(named ? "tenant::value" : older ? "tenant_id" : "headers", Tenants.rule());
    }
    if (tenant == null) {
      return;
    }
    if (!config.tenantId().isEmpty()) {
      problems.add("tenant_id", "contradicts tenant (expected: only one of the two)");
    }
    BatchConfig batch = config.queue().batch();
    if (tenant.source() == TenantConfig.Source.CONTEXT
        && batch != null
        && batch.partition().metadataKeys().stream().noneMatch(tenant.value()::equalsIgnoreCase)) {
      problems.add(
          "sending_queue::batch",
          "would mix tenants (expected: partition: {metadata_keys: [" + tenant.value() + "]})");
    }
  }

  static List<String> notices(LokiExporterConfig config) {
    List<String> notices = new ArrayList<>();
    if (!Set.of("", "none", "snappy").contains(config.client().compression())) {
      notices.add("compression has no effect: bodies are snappy blocks, as the protocol wants it");
    }
    String path = URI.create(config.client().endpoint()).getPath();
    if (path == null || path.isEmpty() || path.equals("/")) {
      notices.add(
          "endpoint has no path: nothing is added to it (expected for Loki: " + EXAMPLE + ")");
    }
    if (config.labels() != null) {
      notices.add("labels turns hints and default labels off; leave it out to use those");
    }
    return notices;
  }
}
