package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import io.beltline.verification.process.RunningProcess;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Loki 3 of one process, built once from Go's module registry, which takes some ten minutes.
 * It can be killed and started again with its data.
 */
public final class LokiServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** What Loki gives in one answer at most, as it is set up by itself. */
  private static final int PAGE = 5000;

  private static final String CONFIG =
      """
      auth_enabled: false
      server:
        http_listen_address: 127.0.0.1
        http_listen_port: %d
        grpc_listen_address: 127.0.0.1
        grpc_listen_port: %d
        log_level: warn
      common:
        instance_addr: 127.0.0.1
        path_prefix: %3$s/data
        replication_factor: 1
        ring: {kvstore: {store: inmemory}}
        storage:
          filesystem:
            chunks_directory: %3$s/data/chunks
            rules_directory: %3$s/data/rules
      schema_config:
        configs:
          - from: 2024-01-01
            store: tsdb
            object_store: filesystem
            schema: v13
            index: {prefix: index_, period: 24h}
      limits_config: {%4$s}
      analytics: {reporting_enabled: false}
      ingester: {lifecycler: {min_ready_duration: 0s}}
      """;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path home;
  private final int port;
  private @Nullable RunningProcess process;

  private LokiServer(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /**
   * Builds Loki if that was not done yet, starts it on free ports and waits until it is ready.
   *
   * @param limits entries of {@code limits_config}, as a YAML flow
   */
  public static LokiServer start(Path folder, String limits) throws Exception {
    Path home = Files.createDirectories(folder.resolve("loki"));
    int[] ports = Ports.free(2);
    Files.writeString(
        home.resolve("loki.yaml"), CONFIG.formatted(ports[0], ports[1], home, limits));
    LokiServer server = new LokiServer(home, ports[0]);
    server.start();
    return server;
  }

  /** Starts it, again if it was killed, with the data it has. */
  public void start() throws Exception {
    Path program = GoPeer.binary("loki", "github.com/grafana/loki/v3/cmd/loki", "");
    List<String> command = List.of(program.toString(), "-config.file=" + home.resolve("loki.yaml"));
    RunningProcess started = RunningProcess.start("Loki", home, Map.of(), command);
    process = started;
    started.await(LIMIT, () -> "Loki is ready", this::ready);
  }

  private Optional<Boolean> ready() throws Exception {
    try {
      return get("/ready").statusCode() == 200 ? Optional.of(true) : Optional.empty();
    } catch (ConnectException notYet) {
      return Optional.empty();
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(LIMIT).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode data(String path) throws Exception {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return JsonMapper.shared().readTree(response.body()).path("data");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000_000;
  }

  private static long begin() {
    return now() - Duration.ofHours(6).toNanos();
  }

  private static long end() {
    return now() + Duration.ofMinutes(5).toNanos();
  }

  private static String window(long from, long to) {
    return "&start=%d&end=%d".formatted(from, to);
  }

  /** The labels of the streams of the last hours that match a selector. */
  public List<Map<String, String>> streams(String selector) throws Exception {
    List<Map<String, String>> streams = new ArrayList<>();
    for (JsonNode one :
        data("/loki/api/v1/series?match[]=" + encoded(selector) + window(begin(), end()))) {
      streams.add(labels(one));
    }
    return streams;
  }

  /**
   * The lines of a query over the last hours, the oldest of each stream first; where there are more
   * than an answer holds, those of the earlier half of the time before those of the later.
   */
  public List<String> lines(String query) throws Exception {
    return lines(query, begin(), end());
  }

  private List<String> lines(String query, long from, long to) throws Exception {
    List<String> lines = page(query, from, to);
    if (lines.size() < PAGE) {
      return lines;
    }
    if (to - from < 2) {
      throw new AssertionError(PAGE + " lines of one time");
    }
    long middle = from + (to - from) / 2;
    List<String> all = new ArrayList<>(lines(query, from, middle));
    all.addAll(lines(query, middle, to));
    return all;
  }

  /** The lines from a time on and before another. */
  private List<String> page(String query, long from, long to) throws Exception {
    List<String> lines = new ArrayList<>();
    JsonNode streams =
        data(
            "/loki/api/v1/query_range?limit=%d&direction=forward&query=".formatted(PAGE)
                + encoded(query)
                + window(from, to));
    for (JsonNode stream : streams.path("result")) {
      for (JsonNode value : stream.path("values")) {
        lines.add(value.path(1).asString(""));
      }
    }
    return lines;
  }

  /** How many lines of the last hours a query finds. */
  public long count(String query) throws Exception {
    JsonNode result =
        data("/loki/api/v1/query?query=" + encoded("sum(count_over_time(" + query + " [6h]))"))
            .path("result");
    return result.isEmpty() ? 0 : Long.parseLong(result.path(0).path("value").path(1).asString(""));
  }

  private static Map<String, String> labels(JsonNode object) {
    Map<String, String> labels = new java.util.TreeMap<>();
    object.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
    return labels;
  }

  /** Its own metrics, as lines. */
  public List<String> metrics() throws Exception {
    return get("/metrics").body().lines().toList();
  }

  /** Kills it. */
  public void kill() {
    RunningProcess running = process;
    if (running != null) {
      running.kill();
      running.close();
      process = null;
    }
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    kill();
  }
}
