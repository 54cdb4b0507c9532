package io.beltline.receiver.dockerstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.scrape.ScrapeRig;
import io.beltline.model.Signal;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.receiver.dockerstats.FakeDaemon.Part;
import io.beltline.receiver.httpcheck.Site;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of containers, and how the daemon is asked. */
class DockerStatsTest {
  private static final String ALL =
      DockerStatsMetrics.TABLE.metrics().stream()
          .map(metric -> metric.name() + ": {enabled: true}")
          .collect(Collectors.joining(", ", ", metrics: {", "}"));

  @TempDir private Path folder;
  private DockerRig docker;

  @BeforeEach
  void open() throws IOException {
    docker = new DockerRig(folder);
  }

  @AfterEach
  void close() throws IOException {
    docker.close();
  }

  private static Set<String> names(List<String> lines) {
    return lines.stream()
        .map(line -> line.substring(0, line.indexOf('{')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theMetricsOfTheFirstCgroup() {
    docker.has("a1", "ubuntu:22.04", Restated.first());
    try (ScrapeRig rig = docker.start("")) {
      assertThat(rig.scrape())
          .containsExactlyInAnyOrder(
              "container.blockio.io_service_bytes_recursive{device_major=254, device_minor=0,"
                  + " operation=read} 23",
              "container.blockio.io_service_bytes_recursive{device_major=254, device_minor=0,"
                  + " operation=total} 24",
              "container.cpu.usage.kernelmode{} 30000000",
              "container.cpu.usage.total{} 100215355",
              "container.cpu.usage.usermode{} 50000000",
              "container.cpu.utilization{} 40.0",
              "container.memory.percent{} 10.0",
              "container.memory.total_cache{} 17",
              "container.memory.usage.limit{} 65360000",
              "container.memory.usage.total{} 6536000",
              "container.network.io.usage.rx_bytes{interface=eth0} 5338",
              "container.network.io.usage.rx_bytes{interface=eth5} 4641",
              "container.network.io.usage.rx_dropped{interface=eth0} 1",
              "container.network.io.usage.rx_dropped{interface=eth5} 0",
              "container.network.io.usage.tx_bytes{interface=eth0} 648",
              "container.network.io.usage.tx_bytes{interface=eth5} 690",
              "container.network.io.usage.tx_dropped{interface=eth0} 3",
              "container.network.io.usage.tx_dropped{interface=eth5} 0");
      assertThat(rig.json())
          .contains("\"key\":\"container.hostname\",\"value\":{\"stringValue\":\"host-a1\"}")
          .contains("\"key\":\"container.id\",\"value\":{\"stringValue\":\"a1\"}")
          .contains("\"key\":\"container.image.name\",\"value\":{\"stringValue\":\"ubuntu:22.04\"}")
          .contains("\"key\":\"container.name\",\"value\":{\"stringValue\":\"boring_a1\"}")
          .contains("\"key\":\"container.runtime\",\"value\":{\"stringValue\":\"docker\"}")
          .contains("contrib/receiver/dockerstatsreceiver\"")
          .doesNotContain("container.command_line", "container.image.id", "Acme");
      assertThat(docker.daemon.asked).contains("/_ping");
    }
  }

  @Test
  void everyMetricAndAttributeCanBeSwitchedOn() {
    docker.has("a1", "ubuntu", Restated.first());
    String host = "\"CpusetCpus\":\"0-2,5\",";
    docker.daemon.containers.put(
        "b1",
        new Part(Restated.inspection("b1", "x", "\"Running\":true", host), Restated.second()));
    try (ScrapeRig rig =
        docker.start(
            ALL
                + ", resource_attributes: {container.command_line: {enabled: true},"
                + " container.image.id: {enabled: true}, container.runtime: {enabled: false}}"
                + ", container_labels_to_metric_labels: {com.example.vendor: vendor, none: no}"
                + ", env_vars_to_metric_labels: {STAGE: stage, EMPTY: empty}")) {
      List<String> lines = rig.scrape();
      assertThat(lines)
          .contains(
              "container.blockio.io_queued_recursive{device_major=254, device_minor=0,"
                  + " operation=async} 26",
              "container.blockio.io_service_bytes_recursive{device_major=8, device_minor=16,"
                  + " operation=write} 4096",
              "container.cpu.limit{} 4.0",
              "container.cpu.logical.count{} 4",
              "container.cpu.shares{} 512",
              "container.cpu.throttling_data.throttled_time{} 29",
              "container.cpu.usage.percpu{core=cpu1} 24472255",
              "container.memory.anon{} 2",
              "container.memory.fails{} 22",
              "container.memory.file{} 3",
              "container.memory.percent{} 18.75",
              "container.memory.total_rss_huge{} 6291456",
              "container.memory.usage.max{} 6651904",
              "container.network.io.usage.rx_errors{interface=eth0} 2",
              "container.pids.count{} 3",
              "container.pids.limit{} -1",
              "container.restarts{} 1",
              "container.uptime{} 60.5");
      // what neither of the two tells
      Set<String> missing = new TreeSet<>();
      DockerStatsMetrics.TABLE.metrics().forEach(metric -> missing.add(metric.name()));
      missing.removeAll(names(lines));
      assertThat(missing)
          .containsExactly(
              "container.blockio.io_merged_recursive",
              "container.blockio.io_service_time_recursive",
              "container.blockio.io_time_recursive",
              "container.blockio.io_wait_time_recursive",
              "container.blockio.sectors_recursive",
              "container.memory.dirty",
              "container.memory.hierarchical_memsw_limit",
              "container.memory.total_dirty");
      assertThat(rig.json())
          .contains(
              "\"key\":\"container.command_line\",\"value\":{\"stringValue\":\"/bin/sh -c exit"
                  + " 9\"}")
          .contains(
              "\"key\":\"container.image.id\",\"value\":{\"stringValue\":\"sha256:04c5d3b7b065\"}")
          .contains("\"key\":\"vendor\",\"value\":{\"stringValue\":\"Acme\"}")
          .contains("\"key\":\"stage\",\"value\":{\"stringValue\":\"a=b\"}")
          .doesNotContain("container.runtime", "\"empty\"", "\"no\"");
    }
  }

  @Test
  void sumsCountSinceTheContainerWasStarted() {
    docker.has("a1", "ubuntu", Restated.first());
    try (ScrapeRig rig = docker.start(ALL)) {
      rig.scrape();
      Map<String, Set<Long>> starts = starts(rig.json());
      assertThat(starts.remove("container.cpu.usage.system")).containsExactly(0L);
      assertThat(starts.remove("container.restarts")).containsExactly(0L);
      long started = 1_767_225_540_500_000_000L; // 2025-12-31T23:59:00.5Z
      assertThat(starts).hasSizeGreaterThan(20);
      assertThat(starts.values()).allMatch(times -> times.equals(Set.of(started)));
    }
  }

  /** Since when the points of each sum count. */
  private static Map<String, Set<Long>> starts(String json) {
    Map<String, Set<Long>> starts = new TreeMap<>();
    ExportMetricsServiceRequestView request = new ExportMetricsServiceRequestView();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    request.wrap(OtlpJson.read(Signal.METRICS, bytes).payload().chunks().iterator().next());
    for (var resource = request.resourceMetrics(); resource.next(); ) {
      for (var scope = resource.item().scopeMetrics(); scope.next(); ) {
        for (var metric = scope.item().metrics(); metric.next(); ) {
          for (var point = metric.item().sum().dataPoints(); point.next(); ) {
            starts
                .computeIfAbsent(metric.item().name(), name -> new TreeSet<>())
                .add(point.item().startTimeUnixNano());
          }
        }
      }
    }
    return starts;
  }

  @Test
  void imagesAreLeftOutBeforeTheyAreInspected() {
    docker.has("a1", "ubuntu", Restated.first());
    docker.has("b1", "acme/agent:1", Restated.first());
    try (ScrapeRig rig = docker.start(", excluded_images: ['acme/*']")) {
      assertThat(rig.scrape()).filteredOn(line -> line.contains("usage.total")).hasSize(2);
      assertThat(docker.daemon.count("b1")).isZero();
    }
  }

  @Test
  void aVersionThatIsWrittenIsNotAskedFor() {
    docker.has("a1", "ubuntu", Restated.first());
    try (ScrapeRig rig = docker.start(", api_version: \"1.40\"")) {
      assertThat(rig.scrape()).isNotEmpty();
      assertThat(docker.daemon.count("/_ping")).isZero();
    }
  }

  @Test
  void aDaemonOnAPortIsAskedWithTls() {
    HttpHandler answer =
        request ->
            switch (request.path().replaceFirst("^/v1[.]43", "")) {
              case "/_ping" -> HttpResponse.text(200, "OK").with("api-version", "1.43");
              case "/containers/json" -> HttpResponse.text(200, "[{\"Id\":\"a\",\"Image\":\"x\"}]");
              case "/containers/a/json" -> HttpResponse.text(200, Restated.inspection("a", "x"));
              case "/containers/a/stats" -> HttpResponse.text(200, Restated.first());
              default -> HttpResponse.text(404, "none");
            };
    try (Site site = Site.secure(folder, answer);
        ScrapeRig rig =
            ScrapeRig.start(
                new DockerStatsFactory(),
                "{collection_interval: 1m, endpoint: '%s', tls: {ca_file: '%s'}}"
                    .formatted(site.url().replace("https", "tcp"), folder.resolve("cert.pem")))) {
      assertThat(rig.scrape())
          .filteredOn(line -> line.startsWith("container.cpu.usage.total"))
          .hasSize(1);
    }
  }
}
