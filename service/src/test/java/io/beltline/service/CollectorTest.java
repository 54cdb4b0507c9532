package io.beltline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Context;
import io.beltline.config.ConfigProvider;
import io.beltline.config.Problem;
import io.beltline.model.Signal;
import io.beltline.service.books.LedgerReading;
import io.beltline.service.logging.LogSettings;
import io.beltline.service.logging.Logging;
import io.beltline.testkit.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
  private static final String CONFIG =
      """
      receivers: {part_in: {port: 4317}}
      processors: {part: {mode: filter1}}
      exporters: {part_out: , datadog: }
      extensions: {part_aid: }
      service:
        extensions: [part_aid]
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [part_in], processors: [part], exporters: [part_out]}
      """;

  @TempDir Path folder;
  private final Parts parts = new Parts();
  private final SystemClock clock = new SystemClock();

  @AfterEach
  void close() throws IOException {
    clock.close();
    Logging.configure(LogSettings.STANDARD);
  }

  private CollectorSettings settings(String... assignments) {
    return new CollectorSettings(
        new BuildInfo("beltline", "a test", "1.0.0"),
        parts.factories(),
        List.of("c.yaml"),
        List.of(assignments),
        Map.of(),
        folder,
        List.of(),
        Duration.ofSeconds(10));
  }

  private void write(String yaml) throws IOException {
    Files.writeString(folder.resolve("c.yaml"), yaml);
  }

  private void send(int items) {
    parts.receivers.get("part_in").send(Context.EMPTY, Items.of(Signal.LOGS, items));
  }

  @Test
  void runsFromStartToStop() throws IOException {
    write(CONFIG);
    Collector collector = new Collector(settings(), clock);
    assertThat(collector.view().isReady()).isFalse();
    collector.start();
    assertThat(collector.view().isReady()).isTrue();
    assertThat(collector.view().pipelines()).hasSize(1);
    assertThat(collector.view().extensions()).hasSize(1);
    assertThat(collector.view().statuses())
        .containsEntry("receiver:part_in", ComponentStatus.OK)
        .hasSize(4);
    send(5);
    assertThat(parts.delivered.get("part_out").get()).isEqualTo(4);
    assertThat(collector.books().balanced()).isTrue();
    assertThat(collector.view().metricsText())
        .contains("otelcol_receiver_accepted_log_records{receiver=\"part_in\",transport=\"\"} 5\n")
        .contains("otelcol_process_uptime ")
        .contains("service_name=\"beltline\"");
    collector.stop();
    collector.stop();
    assertThat(parts.events)
        .containsSubsequence("ready", "not ready", "stop receiver part_in")
        .endsWith("stop extension part_aid");
    assertThat(collector.view().isReady()).isFalse();
  }

  @Test
  void reloadsWhatChanged() throws IOException {
    write(CONFIG);
    Collector collector = new Collector(settings(), clock);
    collector.start();
    send(5);
    write(CONFIG.replace("filter1", "filter2"));
    collector.reload();
    send(5);
    assertThat(parts.delivered.get("part_out").get()).isEqualTo(7);
    assertThat(parts.events).doesNotContain("stop receiver part_in");
    assertThat(collector.books().pipelines().getFirst().accepted()).isEqualTo(5);
    LedgerReading ledger = collector.ledger();
    assertThat(ledger.settled()).isTrue();
    assertThat(ledger.pipelines())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.accepted()).isEqualTo(10);
              assertThat(line.handed()).isEqualTo(7);
              assertThat(line.filtered()).isEqualTo(Map.of("rule", 3L));
              assertThat(line.residue()).isZero();
            });
    assertThat(ledger.destinations())
        .singleElement()
        .satisfies(book -> assertThat(book.delivered()).isEqualTo(7));
    assertThat(collector.view().metricsText())
        .contains(
            "otelcol_receiver_accepted_log_records{receiver=\"part_in\",transport=\"\"} 10\n");
    collector.stop();
  }

  @Test
  void aStopDoesNotWaitForAReloadThatStillReads() {
    Fetched fetched = new Fetched();
    CollectorSettings settings =
        new CollectorSettings(
            new BuildInfo("beltline", "a test", "1.0.0"),
            parts.factories(),
            List.of("slow:c"),
            List.of(),
            Map.of(),
            folder,
            List.of(fetched),
            Duration.ofSeconds(10));
    Collector collector = new Collector(settings, new FakeClock());
    collector.start();
    CompletableFuture<Void> reload =
        CompletableFuture.runAsync(collector::reload, Thread::startVirtualThread);
    fetched.again.join();
    collector.stop();
    assertThat(parts.events).endsWith("stop extension part_aid");
    List<String> before = List.copyOf(parts.events);
    fetched.answer.complete(CONFIG.replace("filter1", "filter2"));
    assertThatThrownBy(reload::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(parts.events).isEqualTo(before);
    assertThat(collector.view().isReady()).isFalse();
  }

  /** Has a configuration at once the first time, and then when the test says so. */
  private static final class Fetched implements ConfigProvider {
    private final CompletableFuture<Void> again = new CompletableFuture<>();
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final AtomicBoolean first = new AtomicBoolean(true);

    @Override
    public String scheme() {
      return "slow";
    }

    @Override
    public String retrieve(String uri) {
      if (first.getAndSet(false)) {
        return CONFIG;
      }
      again.complete(null);
      return answer.join();
    }
  }

  @Test
  void aConfigurationThatCannotBeUsedLeavesTheOldOneRunning() throws IOException {
    write(CONFIG);
    Collector collector = new Collector(settings(), clock);
    collector.start();
    List<String> before = List.copyOf(parts.events);
    write(CONFIG.replace("mode:", "mood:"));
    assertThatThrownBy(collector::reload)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("is no known key (expected: mode, port, note)");
    assertThat(parts.events).isEqualTo(before);
    send(5);
    assertThat(parts.delivered.get("part_out").get()).isEqualTo(4);
    collector.stop();
  }

  @Test
  void aProcessGoesOnIfANewConfigurationCannotBeChecked() throws IOException {
    write(CONFIG);
    Collector collector = new Collector(settings(), clock);
    collector.start();
    write(CONFIG.replace("filter1", "unchecked"));
    CompletableFuture<Integer> end = new CompletableFuture<>();
    new CollectorProcess(settings()).reload(collector, end);
    assertThat(end).isNotDone();
    send(5);
    assertThat(parts.delivered.get("part_out").get()).isEqualTo(4);
    assertThat(Validation.check(settings()).stream().filter(Problem::fatal))
        .extracting(Problem::toString)
        .containsExactly(
            "processors::part: cannot be checked: java.lang.IllegalArgumentException: a bug"
                + " c.yaml:2:14");
    collector.stop();
  }

  @Test
  void aProcessEndsIfAReloadLeavesNothingRunning() throws IOException {
    write(CONFIG.replace("filter1", "once"));
    Collector collector = new Collector(settings(), clock);
    collector.start();
    write(CONFIG.replace("filter1", "unstartable"));
    CompletableFuture<Integer> end = new CompletableFuture<>();
    new CollectorProcess(settings()).reload(collector, end);
    assertThat(end).isCompletedWithValue(1);
    collector.stop();
  }

  @Test
  void aPageMayChangeItsHostAndKeepItsPort() throws IOException {
    int port = free();
    String config = CONFIG.replace("level: none", "address: \"%s:" + port + "\"");
    write(config.formatted("127.0.0.1"));
    Collector collector = new Collector(settings(), clock);
    collector.start();
    write(config.formatted("0.0.0.0").replace("filter1", "unbuildable"));
    assertThatThrownBy(collector::reload).isInstanceOf(ComponentException.class);
    assertThat(collector.metricsPorts()).containsExactly(port);
    connect(port);
    write(config.formatted("0.0.0.0"));
    collector.reload();
    assertThat(collector.metricsPorts()).containsExactly(port);
    connect(port);
    collector.stop();
  }

  @Test
  void aComponentMayTakeThePortOfAPage() throws IOException {
    int port = free();
    write(CONFIG.replace("level: none", "address: \"127.0.0.1:" + port + "\""));
    Collector collector = new Collector(settings(), clock);
    collector.start();
    String other =
        CONFIG
            .replace("level: none", "address: \"127.0.0.1:0\"")
            .replace("part_out: ,", "part_out: {mode: bind, port: " + port + "},");
    write(other.replace("filter1", "unstartable"));
    assertThatThrownBy(collector::reload).hasMessageContaining("the file is not there");
    assertThat(collector.metricsPorts()).containsExactly(port);
    connect(port);
    write(other);
    collector.reload();
    assertThat(collector.metricsPorts()).hasSize(1).doesNotContain(port);
    send(5);
    assertThat(parts.delivered.get("part_out").get()).isEqualTo(4);
    collector.stop();
  }

  @Test
  void aComponentMayTakeThePortOfTheAdminEndpoint() throws IOException {
    int port = free();
    String admin = CONFIG.replace("service:\n", "service:\n  admin: {endpoint: \"%s\"}\n");
    write(admin.formatted("127.0.0.1:" + port));
    Collector collector = new Collector(settings(), clock);
    collector.start();
    String other = CONFIG.replace("part_out: ,", "part_out: {mode: bind, port: " + port + "},");
    write(other.replace("filter1", "unstartable"));
    assertThatThrownBy(collector::reload).hasMessageContaining("the file is not there");
    assertThat(collector.adminPort()).isEqualTo(port);
    connect(port);
    write(other);
    collector.reload();
    assertThat(collector.adminPort()).isEqualTo(-1);
    collector.stop();
  }

  private static int free() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  private static void connect(int port) throws IOException {
    new Socket("127.0.0.1", port).close();
  }

  @Test
  void aPageOrLogThatCannotBeOpenedLeavesTheOldConfigurationRunning() throws IOException {
    write(CONFIG.replace("level: none", "address: \"127.0.0.1:0\""));
    Collector collector = new Collector(settings(), clock);
    collector.start();
    List<Integer> ports = collector.metricsPorts();
    List<String> before = List.copyOf(parts.events);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String changed = CONFIG.replace("filter1", "filter2");
      write(changed.replace("level: none", "address: \"127.0.0.1:" + taken.getLocalPort() + "\""));
      assertThatThrownBy(collector::reload)
          .isInstanceOf(ComponentException.class)
          .hasMessageContaining("the page of the collector's own metrics");
      write(
          changed.replace(
              "{metrics: {level: none}}",
              "{metrics: {address: \"127.0.0.1:0\"}, logs: {output_paths: [\""
                  + folder
                  + "/absent/log\"]}}"));
      assertThatThrownBy(collector::reload)
          .isInstanceOf(ComponentException.class)
          .hasMessageContaining("service::telemetry::logs::output_paths");
    }
    assertThat(parts.events).isEqualTo(before);
    assertThat(collector.metricsPorts()).isEqualTo(ports);
    send(5);
    assertThat(parts.delivered.get("part_out").get()).isEqualTo(4);
    collector.stop();
  }

  @Test
  void whatCannotStartIsToldAndNothingStaysRunning() throws IOException {
    write(CONFIG);
    Collector collector = new Collector(settings("receivers.part_in.mode=unstartable"), clock);
    assertThatThrownBy(collector::start)
        .isInstanceOf(ComponentException.class)
        .hasMessageStartingWith("receivers::part_in: cannot start: ");
    assertThat(parts.events).endsWith("stop extension part_aid");
    assertThat(collector.view().isReady()).isFalse();
  }

  @Test
  void aFatalStatusAsksForTheEnd() throws IOException {
    write(CONFIG);
    Collector collector = new Collector(settings(), clock);
    collector.start();
    ComponentStatus status = ComponentStatus.fatal("the disk is gone", null);
    parts.report("exporter part_out", status);
    assertThat(collector.fatal()).isCompletedWithValue(status);
    collector.stop();
  }

  @Test
  void validationTellsWarningsAndErrors() throws IOException {
    write(CONFIG);
    assertThat(Validation.check(settings()))
        .extracting(Problem::severity, Problem::path)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Problem.Severity.WARNING, "exporters::datadog"));
    write(CONFIG.replace("[part]", "[prat]"));
    assertThat(Validation.check(settings()).stream().filter(Problem::fatal))
        .extracting(Problem::toString)
        .containsExactly(
            "service::pipelines::logs::processors: \"prat\" is not defined under processors"
                + " (did you mean \"part\"?) c.yaml:9:47");
  }

  @Test
  void aProcessEndsWithOneIfTheConfigurationCannotBeUsed() {
    assertThat(Collector.run(settings())).isEqualTo(1);
  }

  @Test
  void showsItsMetricsOnAPage() throws Exception {
    write(CONFIG.replace("level: none", "address: \"127.0.0.1:0\""));
    Collector collector = new Collector(settings(), clock);
    collector.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI page = URI.create("http://127.0.0.1:" + collector.metricsPorts().getFirst() + "/metrics");
      HttpResponse<String> text =
          client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(text.statusCode()).isEqualTo(200);
      assertThat(text.headers().firstValue("content-type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      assertThat(text.body()).contains("otelcol_process_uptime ").contains("target_info{");
      assertThat(openMetrics(client, page))
          .as("dashboards know the names without _total, whoever scrapes")
          .contains("otelcol_process_uptime ")
          .doesNotContainPattern("_total[ {]");
    }
    collector.stop();
  }

  @Test
  void showsOpenMetricsWhereCountersMayHaveTheirSuffix() throws Exception {
    write(
        CONFIG.replace(
            "level: none",
            "readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: 0,"
                + " without_type_suffix: false}}}}]"));
    Collector collector = new Collector(settings(), clock);
    collector.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI page = URI.create("http://127.0.0.1:" + collector.metricsPorts().getFirst() + "/metrics");
      assertThat(openMetrics(client, page))
          .contains("otelcol_process_uptime")
          .containsPattern("_total[ {]")
          .endsWith("# EOF\n");
    }
    collector.stop();
  }

  private static String openMetrics(HttpClient client, URI page) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(page).header("accept", "application/openmetrics-text").build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void theEffectiveConfigurationIsMergedAndWithoutUnknownParts() throws IOException {
    write(CONFIG);
    assertThat(Validation.effectiveConfig(settings("processors.part.note=x")))
        .contains("mode: ", "filter1", "note: ", "pipelines:")
        .doesNotContain("datadog");
  }

  @Test
  void theEffectiveConfigurationHidesHeadersOfReaders() throws IOException {
    write(
        CONFIG.replace(
            "level: none",
            "level: none, readers: [{periodic: {exporter: {otlp: {protocol: grpc, headers: {a:"
                + " hush}}}}}, {periodic: {exporter: {otlp: {protocol: grpc, headers: [{name: b,"
                + " value: hush}]}}}}]"));
    assertThat(Validation.effectiveConfig(settings()))
        .contains("periodic:", "[REDACTED]")
        .doesNotContain("hush");
  }

  @Test
  void listsComponents() {
    assertThat(ComponentListing.of(parts.factories()))
        .extracting(ComponentListing::type)
        .containsExactly("part_in", "part", "part_out", "part_count", "part_forward", "part_aid");
  }
}
