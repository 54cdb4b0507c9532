package io.beltline.extension.sigv4auth;

import io.beltline.transport.HostPort;
import java.net.URI;
import java.util.Locale;

/**
 * What a signature is for.
 *
 * @param region such as us-east-1
 * @param service such as aps
 */
record Scope(String region, String service) {

  /** As configured, and what is not by the endpoint's name. */
  static Scope of(SigV4AuthConfig config, URI endpoint) {
    HostPort at = HostPort.of(endpoint);
    String host = at == null ? "" : at.host().toLowerCase(Locale.ROOT);
    String named = serviceOf(host);
    String service = config.service().isEmpty() ? named : config.service();
    String region = config.region();
    if (region.isEmpty() && !named.isEmpty()) {
      region = host.split("\\.", -1)[1];
    }
    if (region.isEmpty() || service.isEmpty()) {
      throw new IllegalStateException(
          "the name \""
              + host
              + "\" tells no "
              + (region.isEmpty() ? "region" : "service")
              + " (expected: region and service in the configuration of sigv4auth)");
    }
    return new Scope(region, service);
  }

  private static String serviceOf(String host) {
    if (host.indexOf('.') < 0) {
      return "";
    }
    if (host.startsWith("aps-workspaces.")) {
      return "aps";
    }
    if (host.startsWith("search-")) {
      return "es";
    }
    if (host.startsWith("logs.")) {
      return "logs";
    }
    return host.startsWith("xray.") ? "xray" : "";
  }
}
