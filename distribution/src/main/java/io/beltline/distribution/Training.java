package io.beltline.distribution;

import io.beltline.service.Collector;
import io.beltline.service.CollectorSettings;
import io.beltline.service.SystemClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Does once what a collector does at its start and in its first seconds, so that the Java runtime
 * can record it in a start-up cache: reads the command line, receives over each protocol, forwards
 * over each, prints, stops.
 */
final class Training {
  private static final int ROUNDS = 50;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final String TRACE =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"t"}}]},
      "scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174",
      "name":"t","kind":1,"startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]}\
      """;

  private Training() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Main.execute("components");
    int[] ports = {freePort(), freePort(), freePort()};
    CollectorSettings settings =
        CollectorSettings.of(
            Version.build(),
            StandardComponents.factories(),
            List.of("yaml:" + config(ports)),
            List.of());
    try (SystemClock clock = new SystemClock()) {
      Collector collector = new Collector(settings, clock);
      collector.start();
      for (int i = 0; i < ROUNDS; i++) {
        post(ports[2]);
      }
      awaitDelivery(collector, clock);
      collector.stop();
    }
  }

  private static String config(int[] ports) {
    return """
    receivers:
      otlp:
        protocols:
          grpc: {endpoint: "127.0.0.1:%d"}
          http: {endpoint: "127.0.0.1:%d"}
      otlp/front:
        protocols:
          http: {endpoint: "127.0.0.1:%d"}
    processors:
      batch: {timeout: 10ms}
      memory_limiter: {check_interval: 1s, limit_percentage: 50}
    exporters:
      otlp_grpc: {endpoint: "127.0.0.1:%1$d", tls: {insecure: true}}
      otlp_http: {endpoint: "http://127.0.0.1:%2$d"}
      debug:
    service:
      telemetry: {metrics: {level: none}}
      pipelines:
        traces/front:
          receivers: [otlp/front]
          processors: [memory_limiter, batch]
          exporters: [otlp_grpc, otlp_http]
        traces: {receivers: [otlp], exporters: [debug]}
        metrics: {receivers: [otlp], exporters: [debug]}
        logs: {receivers: [otlp], exporters: [debug]}
    """
        .formatted(ports[0], ports[1], ports[2]);
  }

  private static void awaitDelivery(Collector collector, SystemClock clock)
      throws InterruptedException {
    long giveUp = clock.nanoTime() + PATIENCE_NANOS;
    while (collector.books().destinations().stream().anyMatch(d -> d.inFlight() > 0)) {
      if (clock.nanoTime() - giveUp > 0) {
        throw new IllegalStateException("the training data did not arrive: " + collector.books());
      }
      clock.sleep(Duration.ofMillis(10));
    }
  }

  private static void post(int port) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/v1/traces");
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(TRACE.getBytes(StandardCharsets.UTF_8));
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException("training got " + connection.getResponseCode());
    }
    connection.getInputStream().close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
