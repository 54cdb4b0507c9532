package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.model.Signal;
import io.beltline.receiver.prometheus.PrometheusReceiverConfig;
import io.beltline.receiver.prometheus.PrometheusReceiverFactory;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.verification.peer.NodeExporter;
import io.beltline.verification.peer.PrometheusServer;
import io.beltline.verification.peer.PrometheusServer.Sample;
import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus and the receiver scrape the same pages by the same configuration file: those of
 * node_exporter and of Prometheus, kept as they were at one moment, one written to have everything,
 * and ones that are broken. Both must have the same series with the same values.
 */
class ScrapeTest {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** What two scrapes never have in common, and what Prometheus has and OpenTelemetry not. */
  private static final Set<String> APART =
      Set.of("scrape_duration_seconds", "scrape_series_added", "target_info");

  private static final String ALL =
      """
      # HELP hits_total how many
      # TYPE hits_total counter
      hits_total{code="200",path="/a b\\\\c\\"d\\n"} 1.5e+06
      hits_total{code="500"} 3
      # TYPE temp gauge
      temp{__tmp="x",where="north"} -12.25
      temp{where=""} NaN
      temp_inf +Inf
      old 7
      # TYPE size histogram
      size_bucket{le="0.005"} 2
      size_bucket{le="1"} 5
      size_bucket{le="+Inf"} 9
      size_sum 91.5
      size_count 9
      # TYPE took summary
      took{quantile="0.5"} 0.25
      took{quantile="0.99"} NaN
      took_sum 17.5
      took_count 27
      own{job="other",instance="elsewhere"} 1
      labels{a="1",b="2",c_x="3"} 4
      """;

  private static final String OPEN_METRICS =
      """
      # TYPE took_seconds histogram
      # UNIT took_seconds seconds
      took_seconds_bucket{le="1.0"} 2 # {trace_id="0af7651916cd43dd8448eb211c80319c"} 0.5
      took_seconds_bucket{le="+Inf"} 3
      took_seconds_count 3
      took_seconds_sum 4.5
      took_seconds_created 100.25
      # TYPE hits counter
      hits_total{a="b"} 7
      hits_created{a="b"} 50.5
      # TYPE build info
      build_info{v="1"} 1
      # TYPE state stateset
      state{state="on"} 1
      state{state="off"} 0
      # TYPE waiting gaugehistogram
      waiting_bucket{le="1.0"} 2
      waiting_bucket{le="+Inf"} 3
      waiting_gcount 3
      waiting_gsum 2.5
      # EOF
      """;

  private static final String JOBS =
      """
        - job_name: relabeled
          metrics_path: /all
          static_configs: [{targets: ['%1$s'], labels: {site: north, __x: hidden}}]
          relabel_configs:
            - {source_labels: [site, __x], target_label: both, separator: '-'}
            - {source_labels: [site], target_label: shard, modulus: 7, action: hashmod}
            - {source_labels: [site], target_label: SITE, action: uppercase}
            - {regex: 'si(te)', replacement: 'mapped_$1', action: labelmap}
          metric_relabel_configs:
            - {source_labels: [__name__], regex: 'size_.*|old', action: drop}
            - {source_labels: [code], regex: '(.)00', target_label: class, replacement: '${1}xx'}
            - {regex: 'b|mapped_.*', action: labeldrop}
            - {source_labels: [__name__], regex: temp_inf, target_label: __name__, replacement: hot}
        - job_name: honored
          metrics_path: /all
          honor_labels: true
          static_configs: [{targets: ['%1$s']}]
        - job_name: limited
          metrics_path: /all
          sample_limit: 3
          static_configs: [{targets: ['%1$s']}]
      """;

  @TempDir private Path folder;

  private final Map<String, String[]> pages = new ConcurrentHashMap<>();
  private final FakeClock clock = new FakeClock();
  private final RecordingConsumer next = new RecordingConsumer();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String[] page = pages.getOrDefault(exchange.getRequestURI().getPath(), new String[2]);
          byte[] body = page[1] == null ? new byte[0] : page[1].getBytes(StandardCharsets.UTF_8);
          if (page[0] != null && !page[0].isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", page[0]);
          }
          exchange.sendResponseHeaders(
              page[1] == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void put(String path, String type, String text) {
    pages.put(path, new String[] {type, text});
  }

  private static String[] fetched(int port, String accept) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> page =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                  .header("Accept", accept)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new String[] {page.headers().firstValue("content-type").orElse(""), page.body()};
    }
  }

  @Test
  void a_real_prometheus_has_the_same_series(TestReporter reporter) throws Exception {
    put("/all", TEXT, ALL);
    put("/open", OPEN, OPEN_METRICS);
    try (NodeExporter exporter = NodeExporter.start(folder)) {
      pages.put("/node", fetched(exporter.port(), TEXT));
    }
    hostile();
    String address = "127.0.0.1:" + server.getAddress().getPort();
    int port = Ports.free(1)[0];
    Path config = Files.writeString(folder.resolve("prometheus.yml"), config(address));
    try (PrometheusServer prometheus = PrometheusServer.start(folder, config, port)) {
      pages.put("/itself", fetched(port, TEXT));
      Map<String, Map<String, Double>> own = own(config);
      Map<String, String> figures = new TreeMap<>();
      for (String job :
          new String[] {"all", "open", "node", "itself", "relabeled", "honored", "duplicate"}) {
        prometheus.query("up{job=\"" + job + "\"}", 1);
        Map<String, Double> theirs = theirs(prometheus, job);
        assertThat(own.get(job)).as(job).isEqualTo(theirs);
        figures.put(job, theirs.size() + " series");
      }
      for (String job : new String[] {"html", "empty-openmetrics", "missing", "limited"}) {
        prometheus.query("up{job=\"" + job + "\"}", 0);
        // how many samples were read before it failed depends on when it is given up
        assertThat(own.get(job).keySet()).as(job).isEqualTo(theirs(prometheus, job).keySet());
        assertThat(own.get(job).entrySet())
            .anyMatch(one -> one.getKey().contains("__name__=up") && one.getValue() == 0);
      }
      for (String job : new String[] {"torn", "odd"}) {
        figures.put(
            job,
            own.get(job).size() + " series kept, " + theirs(prometheus, job).size() + " there");
      }
      assertThat(own.get("torn").keySet()).anyMatch(key -> key.contains("__name__=before"));
      assertThat(own.get("odd").keySet())
          .anyMatch(key -> key.contains("__name__=good"))
          .noneMatch(key -> key.contains("__name__=bad"));
      reporter.publishEntry(figures);
    }
  }

  private void hostile() {
    put("/html", "text/html", "<html>\nnumbers 5\n</html>\n");
    put("/empty-openmetrics", OPEN, "a 12");
    put("/torn", TEXT, "before 5\ntorn{a=\"b");
    put("/duplicate", TEXT, "twice 1\ntwice 3\n");
    put("/odd", TEXT, "good 7\nbad{a=\"b\",a=\"c\"} 1\nbad 1 2 3\nbad x\n# TYPE bad wrong\n");
  }

  private static String config(String address) {
    StringBuilder out = new StringBuilder("global: {scrape_interval: 1s}\nscrape_configs:\n");
    for (String job :
        new String[] {
          "all",
          "open",
          "node",
          "itself",
          "html",
          "empty-openmetrics",
          "missing",
          "torn",
          "duplicate",
          "odd"
        }) {
      out.append("  - {job_name: ").append(job).append(", metrics_path: /").append(job);
      out.append(", static_configs: [{targets: ['").append(address).append("']}]}\n");
    }
    return out.append(JOBS.formatted(address)).toString();
  }

  /** What the receiver has, by job. */
  private Map<String, Map<String, Double>> own(Path config) {
    PrometheusReceiverConfig bound =
        BoundYaml.value(PrometheusReceiverConfig.class, "{config_file: '" + config + "'}");
    Receiver receiver =
        new PrometheusReceiverFactory()
            .create(TestSettings.of("prometheus").settings(), bound, new Onward());
    receiver.start(new TestHost(clock));
    clock.advance(Duration.ofSeconds(1));
    receiver.shutdown(Deadline.in(clock, Duration.ofSeconds(5)));
    Map<String, Map<String, Double>> jobs = new TreeMap<>();
    next.received()
        .forEach(
            received -> {
              Map<String, Double> series = compared(ScrapedSeries.of(received.telemetry()));
              String up =
                  series.keySet().stream()
                      .filter(key -> key.contains("__name__=up"))
                      .findFirst()
                      .orElse("job=?,");
              jobs.put(up.replaceAll(".*job=([^,}]*)[,}].*", "$1"), series);
            });
    return jobs;
  }

  private static Map<String, Double> theirs(PrometheusServer prometheus, String job)
      throws Exception {
    String query =
        job.equals("honored") ? "{__name__!=\"\",job=~\"honored|other\"}" : "{job=\"" + job + "\"}";
    return compared(
        prometheus.all(query).stream()
            .collect(Collectors.toMap(one -> ScrapedSeries.key(one.labels()), Sample::value)));
  }

  private static Map<String, Double> compared(Map<String, Double> series) {
    Map<String, Double> kept = new TreeMap<>(series);
    kept.keySet()
        .removeIf(key -> APART.stream().anyMatch(name -> key.contains("__name__=" + name + ",")));
    return kept;
  }

  private final class Onward implements Outputs {
    @Override
    public Optional<Consumer> consumer(Signal signal) {
      return Optional.of(next);
    }

    @Override
    public Admission admission() {
      return Admission.UNLIMITED;
    }
  }
}
