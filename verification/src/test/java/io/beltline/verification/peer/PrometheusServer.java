package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import io.beltline.verification.process.RunningProcess;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** A real Prometheus that scrapes one target each second. Closing it kills it. */
public final class PrometheusServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final RunningProcess process;
  private final int port;

  /** One series of an instant query's answer. */
  public record Sample(Map<String, String> labels, double value) {
    private static Sample of(JsonNode json) {
      Map<String, String> labels = new TreeMap<>();
      json.path("metric").forEachEntry((name, value) -> labels.put(name, value.asString()));
      String value = json.path("value").path(1).asString();
      return new Sample(labels, Double.parseDouble(value.replace("Inf", "Infinity")));
    }
  }

  private PrometheusServer(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts Prometheus and waits until it is ready.
   *
   * @param folder where its configuration and its data go
   * @param target the port on the loopback address to scrape
   */
  public static PrometheusServer start(Path folder, int target) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: collector
                honor_labels: true
                static_configs: [{targets: ['127.0.0.1:%d']}]
            """
                .formatted(target));
    return start(folder, config, Ports.free(1)[0]);
  }

  /**
   * Starts Prometheus and waits until it is ready.
   *
   * @param folder where its data goes
   * @param config its configuration
   * @param port where it listens on the loopback address
   * @param options further words of its command line
   */
  public static PrometheusServer start(Path folder, Path config, int port, String... options)
      throws Exception {
    return start(PrometheusRelease.installed(), folder, config, port, options);
  }

  /** The same of a release. */
  public static PrometheusServer start(
      PrometheusRelease release, Path folder, Path config, int port, String... options)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(release.program().toString());
    command.add("--config.file=" + config);
    command.add("--storage.tsdb.path=" + folder.resolve("data"));
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.addAll(List.of(options));
    PrometheusServer server =
        new PrometheusServer(RunningProcess.start("Prometheus", folder, Map.of(), command), port);
    try {
      server.process.awaitListening(LIMIT, port);
      return server;
    } catch (Exception | AssertionError failed) {
      server.close();
      throw failed;
    }
  }

  /** The answer to an instant query, as soon as it has a sample of value {@code expected}. */
  public List<Sample> query(String promql, double expected) throws Exception {
    String path = "/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8);
    AtomicReference<List<Sample>> last = new AtomicReference<>(List.of());
    return process.await(
        LIMIT,
        () -> promql + " = " + expected + " in Prometheus; the last answer: " + last.get(),
        () -> {
          Web.read(port, path).map(PrometheusServer::samples).ifPresent(last::set);
          return Optional.of(last.get())
              .filter(samples -> samples.stream().anyMatch(one -> one.value() == expected));
        });
  }

  /** The answer to an instant query, as soon as it has any sample. */
  public List<Sample> query(String promql) throws Exception {
    String path = "/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8);
    return process.await(
        LIMIT,
        () -> "samples of " + promql + " in Prometheus",
        () ->
            Web.read(port, path)
                .map(PrometheusServer::samples)
                .filter(samples -> !samples.isEmpty()));
  }

  /** All that an instant query gives now. */
  public List<Sample> all(String promql) throws Exception {
    String path = "/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8);
    return Web.read(port, path).map(PrometheusServer::samples).orElseThrow();
  }

  /** A sample of a series, at its time in Unix milliseconds. */
  public record Point(long millis, double value) {
    private static Point of(JsonNode json) {
      BigDecimal seconds = json.path(0).decimalValue();
      return new Point(
          seconds.movePointRight(3).longValueExact(), Double.parseDouble(json.path(1).asString()));
    }
  }

  /**
   * The samples of the last hour of the one series that a selector finds, as they are stored; none
   * while there is no such series.
   */
  public List<Point> points(String selector) throws Exception {
    JsonNode found = result(selector + "[1h]", "");
    if (found.size() > 1) {
      throw new AssertionError(selector + " finds more than one series: " + found);
    }
    return found.path(0).path("values").valueStream().map(Point::of).toList();
  }

  /** The one value of an instant query at a time in Unix milliseconds. */
  public double valueAt(String promql, long millis) throws Exception {
    JsonNode found = result(promql, "&time=" + BigDecimal.valueOf(millis, 3));
    if (found.size() != 1) {
      throw new AssertionError(promql + " has not one value: " + found);
    }
    return Sample.of(found.path(0)).value();
  }

  /** The values that each series of a range selector has now, the oldest first. */
  public Map<Map<String, String>, List<Double>> values(String selector) throws Exception {
    Map<Map<String, String>, List<Double>> values = new HashMap<>();
    series(selector)
        .forEach(
            (labels, points) -> values.put(labels, points.stream().map(Point::value).toList()));
    return values;
  }

  /** The samples that each series of a range selector has now, the oldest first. */
  public Map<Map<String, String>, List<Point>> series(String selector) throws Exception {
    Map<Map<String, String>, List<Point>> found = new HashMap<>();
    for (JsonNode series : result(selector, "")) {
      Map<String, String> labels = new TreeMap<>();
      series.path("metric").forEachEntry((name, value) -> labels.put(name, value.asString()));
      found.put(labels, series.path("values").valueStream().map(Point::of).toList());
    }
    return found;
  }

  private JsonNode result(String promql, String more) throws Exception {
    String path = "/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8) + more;
    return Web.read(port, path).orElseThrow().path("data").path("result");
  }

  /** The one native histogram that a selector finds now; empty while there is none. */
  public Optional<StoredHistogram> histogram(String selector) throws Exception {
    JsonNode found = result(selector, "");
    return found.size() == 1 && found.path(0).has("histogram")
        ? Optional.of(StoredHistogram.of(found.path(0)))
        : Optional.empty();
  }

  /** The values of the exemplars of the last hour of all series a selector finds, by trace. */
  public Map<String, Double> exemplars(String selector) throws Exception {
    long now = System.currentTimeMillis() / 1000;
    String path =
        "/api/v1/query_exemplars?query=%s&start=%d&end=%d"
            .formatted(URLEncoder.encode(selector, StandardCharsets.UTF_8), now - 3600, now + 60);
    Map<String, Double> values = new TreeMap<>();
    for (JsonNode series : Web.read(port, path).orElseThrow().path("data")) {
      for (JsonNode exemplar : series.path("exemplars")) {
        values.put(
            exemplar.path("labels").path("trace_id").asString(""),
            Double.parseDouble(exemplar.path("value").asString()));
      }
    }
    return values;
  }

  private static List<Sample> samples(JsonNode answer) {
    return answer.path("data").path("result").valueStream().map(Sample::of).toList();
  }

  /** The process, to kill it and to see what it said. */
  public RunningProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
