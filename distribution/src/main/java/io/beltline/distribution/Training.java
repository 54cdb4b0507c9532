package io.beltline.distribution;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Does once what a collector does at its start and in its first seconds, so that the Java runtime
 * can record it in a start-up cache: reads the command line, receives over each protocol, forwards
 * over each, prints, stops on a signal.
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

  /** Runs it: ends the process as a user would, with a signal. */
  public static void main(String[] args) throws Exception {
    Main.execute("components");
    int[] ports = {freePort(), freePort(), freePort(), freePort()};
    Thread sender = Thread.ofPlatform().name("training").start(() -> send(ports[2]));
    Path file = Files.createTempFile("beltline-training", ".yaml");
    Files.writeString(file, config(ports));
    int code = Main.execute("--config", file.toString());
    Files.delete(file);
    sender.join();
    System.exit(code);
  }

  private static void send(int port) {
    try {
      awaitListener(port);
      for (int i = 0; i < ROUNDS; i++) {
        post(port);
      }
      new ProcessBuilder("kill", "-TERM", Long.toString(ProcessHandle.current().pid())).start();
    } catch (IOException | InterruptedException failed) {
      System.err.println("training failed: " + failed);
      Runtime.getRuntime().halt(1);
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
      # it sends to its own receivers, which are gone when the last requests go out at the end
      otlp_grpc:
        endpoint: "127.0.0.1:%1$d"
        compression: none # the native compressor is linked when it is first used: what that takes is not for every start
        tls: {insecure: true}
        retry_on_failure: {initial_interval: 100ms, max_interval: 1s, max_elapsed_time: 1s}
      otlp_http:
        endpoint: "http://127.0.0.1:%2$d"
        compression: none
        retry_on_failure: {initial_interval: 100ms, max_interval: 1s, max_elapsed_time: 1s}
      debug:
    service:
      telemetry: {metrics: {address: "127.0.0.1:%4$d"}}
      pipelines:
        traces/front:
          receivers: [otlp/front]
          processors: [memory_limiter, batch]
          exporters: [otlp_grpc, otlp_http]
        traces: {receivers: [otlp], exporters: [debug]}
        metrics: {receivers: [otlp], exporters: [debug]}
        logs: {receivers: [otlp], exporters: [debug]}
    """
        .formatted(ports[0], ports[1], ports[2], ports[3]);
  }

  private static void awaitListener(int port) throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() - giveUp > 0) {
          throw new IllegalStateException("nobody listens on " + port, notYet);
        }
        Thread.sleep(10);
      }
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
