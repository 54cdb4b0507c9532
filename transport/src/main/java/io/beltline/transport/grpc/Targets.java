package io.beltline.transport.grpc;

import io.beltline.transport.net.Listen;

/**
 * What a configured endpoint means, as in the OpenTelemetry Collector: {@code http://} and {@code
 * https://} are cut off, {@code https://} turns TLS on, and any resolver's scheme passes.
 *
 * @param target what to connect to: a resolver's URI, host:port, or a socket's path
 * @param unix whether it is a Unix socket
 * @param forcesTls whether the scheme asks for TLS
 */
record Targets(String target, boolean unix, boolean forcesTls) {
  private static final String DNS = "dns:///";

  static Targets of(String endpoint) {
    if (endpoint.startsWith("unix:")) {
      return new Targets(Listen.unixPath(endpoint), true, false);
    }
    if (endpoint.startsWith("http://")) {
      return new Targets(dns(endpoint.substring("http://".length())), false, false);
    }
    if (endpoint.startsWith("https://")) {
      return new Targets(dns(endpoint.substring("https://".length())), false, true);
    }
    if (endpoint.startsWith("passthrough:")) {
      // Java resolves names only through dns; connecting by name is what passthrough asks for
      String rest = endpoint.substring("passthrough:".length());
      return new Targets(
          dns(rest.replaceFirst("^//[^/]*/", "").replaceFirst("^/+", "")), false, false);
    }
    if (endpoint.startsWith(DNS)) {
      return new Targets(dns(endpoint.substring(DNS.length())), false, false);
    }
    return new Targets(endpoint.contains("://") ? endpoint : dns(endpoint), false, false);
  }

  private static String dns(String hostPort) {
    String host = hostPort.endsWith("/") ? hostPort.substring(0, hostPort.length() - 1) : hostPort;
    String whole = host.startsWith(":") ? "localhost" + host : host;
    return (NameProvider.provides(whole) ? NameProvider.SCHEME + ":///" : DNS) + whole;
  }
}
