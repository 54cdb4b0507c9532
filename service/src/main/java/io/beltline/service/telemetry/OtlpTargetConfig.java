package io.beltline.service.telemetry;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Validated;
import io.beltline.transport.HostPort;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where the collector sends what it tells of itself, over OTLP.
 *
 * @param protocol grpc or http/protobuf
 * @param endpoint a URL; without a scheme, {@code insecure} decides about TLS
 * @param headers headers of each request
 * @param headersList the same in one text: {@code a=1,b=2}; {@code headers} wins
 * @param compression gzip or none
 * @param timeout milliseconds an attempt may take
 * @param insecure no TLS for an endpoint without a scheme
 * @param certificate the authorities to trust, a PEM file
 * @param clientCertificate the own certificate, a PEM file
 * @param clientKey its key, a PEM file
 * @param temporalityPreference accepted: sums and histograms are cumulative
 * @param defaultHistogramAggregation accepted: histograms have explicit bounds
 * @see <a href="https://github.com/open-telemetry/opentelemetry-configuration/tree/v0.3.0">the
 *     declarative configuration</a>
 */
public record OtlpTargetConfig(
    @Doc("grpc or http/protobuf.") String protocol,
    @Default("") @Doc("A URL; empty for localhost at the protocol's usual port.") String endpoint,
    @Default("{}") @Doc("Headers of each request: a map, or a list of name and value.")
        Map<String, Secret> headers,
    @Doc("The same in one text: a=1,b=2. What headers says wins.") Secret headersList,
    @Default("none") @Doc("gzip or none.") String compression,
    @Default("10000") @Doc("Milliseconds an attempt may take.") int timeout,
    @Default("false") @Doc("No TLS for an endpoint that does not begin with http:// or https://.")
        boolean insecure,
    @Default("") @Doc("PEM file of the authorities to trust; empty for the system's.")
        String certificate,
    @Default("") @Doc("PEM file of the own certificate.") String clientCertificate,
    @Default("") @Doc("PEM file of its key.") String clientKey,
    @Default("cumulative") @Doc("Accepted: sums and histograms are cumulative.")
        String temporalityPreference,
    @Default("explicit_bucket_histogram") @Doc("Accepted: histograms have explicit bounds.")
        String defaultHistogramAggregation)
    implements Validated {
  private static final String GRPC = "grpc";
  private static final Set<String> PROTOCOLS = Set.of(GRPC, "http/protobuf");

  @Override
  public void validate(Problems problems) {
    if (!PROTOCOLS.contains(protocol)) {
      problems.add(
          "protocol", "\"" + protocol + "\" is no protocol (expected: grpc or http/protobuf)");
    }
    if (!compression.isEmpty() && !compression.equals("none") && !compression.equals("gzip")) {
      problems.add(
          "compression", "\"" + compression + "\" is no compression (expected: gzip or none)");
    }
    if (timeout < 0) {
      problems.add("timeout", timeout + " is negative (expected: milliseconds)");
    }
    if (clientCertificate.isEmpty() != clientKey.isEmpty()) {
      problems.add(
          "client_key",
          "certificate and key go together (expected: client_certificate, client_key)");
    }
    try {
      var _ = uri();
    } catch (IllegalArgumentException malformed) {
      problems.add("endpoint", "\"" + endpoint + "\" is no URL (expected: http://host:port)");
    }
  }

  /** True for gRPC, false for HTTP. */
  public boolean isGrpc() {
    return protocol.equals(GRPC);
  }

  /** How long an attempt may take. */
  public Duration patience() {
    return timeout == 0 ? Duration.ofSeconds(10) : Duration.ofMillis(timeout);
  }

  /**
   * The endpoint with scheme and host. An absent host is this one, as for Go.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  public URI uri() {
    String text = endpoint.isEmpty() ? "http://localhost:" + usualPort() : endpoint;
    if (!text.startsWith("http://") && !text.startsWith("https://")) {
      text = (insecure ? "http://" : "https://") + text;
    }
    URI uri = URI.create(text.replaceFirst("://:", "://localhost:"));
    named(uri);
    return uri;
  }

  /**
   * The host and the port of the endpoint.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  public HostPort hostPort() {
    return named(uri());
  }

  private static HostPort named(URI uri) {
    HostPort named = HostPort.of(uri);
    if (named == null) {
      throw new IllegalArgumentException("no host");
    }
    return named;
  }

  /** The port where none is written. */
  public int usualPort() {
    return isGrpc() ? 4317 : 4318;
  }

  /** The headers of both keys. */
  public Map<String, Secret> allHeaders() {
    Map<String, Secret> all = new LinkedHashMap<>();
    for (String pair : headersList.reveal().split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        all.put(pair.substring(0, equals).strip(), new Secret(pair.substring(equals + 1).strip()));
      }
    }
    all.putAll(headers);
    return all;
  }
}
