package io.beltline.verification.peer;

import io.beltline.verification.peer.PrometheusServer.Point;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real store of metrics that keeps tenants apart and takes Remote Write. It can be killed and
 * started again with its data.
 */
public abstract class MetricStore implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<RunningProcess> processes = new ArrayList<>();

  /** Starts it and waits until it takes samples and answers questions. */
  public abstract void start() throws Exception;

  /** The URL it takes Remote Write at. */
  public abstract String endpoint();

  /** The header that names the tenant. */
  public abstract String tenantHeader();

  /** The status by which it refuses a sample that is older than what it has of the series. */
  public abstract int conflict();

  /** The URL of its instant query, up to the expression. */
  abstract String query();

  /** A selector of one tenant's series. */
  abstract String ofTenant(String tenant, String metric);

  /** Starts one of its processes. */
  final void launch(String name, Path folder, List<String> command) throws IOException {
    processes.add(RunningProcess.start(name, folder, Map.of(), command));
  }

  /** Waits until a page of it is there. */
  final void await(String url) throws Exception {
    Eventually.answer(
        LIMIT,
        () -> url + " is there",
        this::log,
        () -> {
          try {
            return get(url, "anonymous").statusCode() == 200 ? Optional.of(true) : Optional.empty();
          } catch (ConnectException notYet) {
            return Optional.empty();
          }
        });
  }

  private HttpResponse<String> get(String url, String tenant) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(LIMIT)
            .header(tenantHeader(), tenant)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The samples of the last hour of a metric that a tenant has, by the value of a label. */
  public final Map<String, List<Point>> series(String tenant, String metric, String label)
      throws Exception {
    String expression = ofTenant(tenant, metric) + "[1h]";
    String url = query() + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    HttpResponse<String> response = get(url, tenant);
    Map<String, List<Point>> found = new TreeMap<>();
    if (response.statusCode() != 200) {
      return found; // it starts
    }
    JsonNode result = JsonMapper.shared().readTree(response.body()).path("data").path("result");
    for (JsonNode series : result) {
      List<Point> points = series.path("values").valueStream().map(MetricStore::point).toList();
      found.put(series.path("metric").path(label).asString(""), points);
    }
    return found;
  }

  private static Point point(JsonNode json) {
    BigDecimal seconds = json.path(0).decimalValue();
    return new Point(
        seconds.movePointRight(3).longValueExact(), Double.parseDouble(json.path(1).asString()));
  }

  /** What its processes have said. */
  public final String log() {
    return processes.stream().map(RunningProcess::log).collect(Collectors.joining("\n"));
  }

  /** Kills it. */
  public final void kill() {
    processes.forEach(RunningProcess::kill);
    processes.forEach(RunningProcess::close);
    processes.clear();
  }

  @Override
  public final void close() {
    kill();
  }
}
