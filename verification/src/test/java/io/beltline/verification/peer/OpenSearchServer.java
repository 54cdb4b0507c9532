package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A real OpenSearch of one node, laid out from the jars of the package registry. It can be killed
 * and started again with its data.
 */
public final class OpenSearchServer implements SearchServer {
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Path home;
  private final int port;
  private final int transportPort;
  private @Nullable RunningProcess process;

  private OpenSearchServer(Path home, int[] ports) {
    this.home = home;
    this.port = ports[0];
    this.transportPort = ports[1];
  }

  /** Installs OpenSearch, starts it on free ports and waits until it answers. */
  public static OpenSearchServer start(Path folder) throws Exception {
    Path home = Files.createDirectories(folder.resolve("opensearch"));
    Files.createDirectories(home.resolve("config"));
    OpenSearchServer server = new OpenSearchServer(home, Ports.free(2));
    server.start();
    return server;
  }

  private static Path jars() throws IOException, InterruptedException {
    Path source = Project.module().resolve("servers").resolve("opensearch");
    Path target = Project.target().resolve("servers").resolve("opensearch");
    if (!Files.exists(target.resolve(".installed"))) {
      Files.createDirectories(target);
      RunningProcess.run(
          "installation of OpenSearch",
          target,
          Map.of(),
          INSTALL_LIMIT,
          List.of(
              "mvn",
              "-B",
              "-ntp",
              "-q",
              "-f",
              source.resolve("server.xml").toString(),
              "dependency:copy-dependencies",
              "-DoutputDirectory=" + target));
      Files.createFile(target.resolve(".installed"));
    }
    return target;
  }

  @Override
  public void start() throws Exception {
    List<String> command =
        List.of(
            Project.java(),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            jars() + "/*",
            Project.module().resolve("servers/opensearch/RunOpenSearch.java").toString(),
            home.toString(),
            Integer.toString(port),
            Integer.toString(transportPort));
    RunningProcess started = RunningProcess.start("OpenSearch", home, Map.of(), command);
    process = started;
    started.await(
        LIMIT,
        () -> "OpenSearch answers",
        () ->
            Web.read(port, "/_cluster/health")
                .filter(health -> !health.path("status").asString("").equals("red")));
  }

  @Override
  public void kill() {
    RunningProcess running = process;
    if (running != null) {
      running.kill();
      running.close();
      process = null;
    }
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How many documents an index shows that match words in its query language. */
  public long count(String index, String words) throws Exception {
    String query = URLEncoder.encode(words, StandardCharsets.UTF_8);
    return Web.read(port, "/" + index + "/_count?q=" + query)
        .map(json -> json.path("count").asLong(0))
        .orElse(0L);
  }

  /** How many values of a field an index shows. */
  public long different(String index, String field) throws Exception {
    String question =
        "{\"size\":0,\"aggs\":{\"n\":{\"cardinality\":{\"field\":\"%s\",\"precision_threshold\":40000}}}}"
            .formatted(field);
    String path =
        "/%s/_search?source_content_type=application/json&source=%s"
            .formatted(index, URLEncoder.encode(question, StandardCharsets.UTF_8));
    JsonNode answer = Web.read(port, path).orElseThrow();
    return answer.at("/aggregations/n/value").asLong(0);
  }
}
