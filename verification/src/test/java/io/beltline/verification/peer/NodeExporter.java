package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import io.beltline.verification.process.RunningProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real node_exporter, which tells of the host. Closing it kills it. */
public final class NodeExporter implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final RunningProcess process;
  private final int port;

  private NodeExporter(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it and waits until it listens. */
  public static NodeExporter start(Path folder) throws Exception {
    int port = Ports.free(1)[0];
    List<String> command = List.of(binary(), "--web.listen-address=127.0.0.1:" + port);
    NodeExporter exporter =
        new NodeExporter(RunningProcess.start("node_exporter", folder, Map.of(), command), port);
    try {
      exporter.process.awaitListening(LIMIT, port);
      return exporter;
    } catch (Exception | AssertionError failed) {
      exporter.close();
      throw failed;
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Its series now, by their text with labels in alphabetical order, as it writes them. */
  public Map<String, Double> series() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
    String page = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Map<String, Double> series = new HashMap<>();
    for (String line : page.split("\n", -1)) {
      int space = line.lastIndexOf(' ');
      if (space > 0 && !line.startsWith("#")) {
        series.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
      }
    }
    return series;
  }

  private static String binary() {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .flatMap(
            folder ->
                Stream.of(
                    Path.of(folder, "prometheus-node-exporter"), Path.of(folder, "node_exporter")))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no prometheus-node-exporter on the PATH (expected: Debian's package of that"
                        + " name, installed by .ci/run)"))
        .toString();
  }

  @Override
  public void close() {
    process.close();
  }
}
