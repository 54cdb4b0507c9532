package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.receiver.hostmetrics.HostMetricsConfig;
import io.beltline.receiver.hostmetrics.HostMetricsFactory;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.verification.peer.NodeExporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The receiver of host metrics beside a real node_exporter on the same host: each scrape stands
 * between two of node_exporter's, and each value must lie between theirs. See {@link #slack} for
 * what may be beyond, and why.
 */
class HostMetricsTest {
  private static final Duration LENGTH =
      Boolean.getBoolean("beltline.long") ? Duration.ofMinutes(5) : Duration.ofSeconds(10);

  private static final String CONFIG =
      """
      initial_delay: 0s
      collection_interval: 1s
      scrapers:
        cpu: {metrics: {system.cpu.time: {attributes: [cpu, state]}}}
        disk:
        filesystem:
        load:
        memory:
          metrics:
            system.memory.limit: {enabled: true}
            system.linux.memory.available: {enabled: true}
        network:
      """;

  @TempDir private Path folder;

  private final FakeClock clock = new FakeClock();
  private final RecordingConsumer next = new RecordingConsumer();

  @Test
  void agrees_with_node_exporter() throws Exception {
    HostMetricsConfig config = BoundYaml.value(HostMetricsConfig.class, CONFIG);
    Receiver receiver =
        new HostMetricsFactory().create(TestSettings.of("host").settings(), config, new Onward());
    Map<String, Integer> compared = new TreeMap<>();
    try (NodeExporter exporter = NodeExporter.start(folder)) {
      receiver.start(new TestHost(clock));
      Map<String, Double> before = exporter.series();
      long end = System.nanoTime() + LENGTH.toNanos();
      for (int round = 0; System.nanoTime() < end || round < 3; round++) {
        Files.write(folder.resolve("work"), new byte[1 << 20]); // something moves meanwhile
        before = round(before, exporter, compared);
      }
    } finally {
      receiver.shutdown(Deadline.in(clock, Duration.ofSeconds(5)));
    }
    System.out.println("values compared with node_exporter's: " + compared);
    assertThat(compared.keySet())
        .contains("system.cpu.time", "system.memory.usage", "system.memory.limit")
        .contains("system.disk.io", "system.disk.operations", "system.disk.io_time")
        .contains("system.network.io", "system.network.packets", "system.network.errors")
        .contains("system.filesystem.usage", "system.filesystem.inodes.usage")
        .contains("system.cpu.load_average.1m", "system.cpu.load_average.15m");
  }

  private Map<String, Double> round(
      Map<String, Double> before, NodeExporter exporter, Map<String, Integer> compared)
      throws Exception {
    clock.advance(Duration.ofSeconds(1));
    Map<String, Double> after = exporter.series();
    Map<String, Double> own = values(next.received().getLast().telemetry());
    for (Map.Entry<String, Double> value : own.entrySet()) {
      String series = HostSeries.of(value.getKey());
      Double first = series == null ? null : before.get(series);
      Double second = series == null ? null : after.get(series);
      if (first != null && second != null) {
        double slack = slack(value.getKey(), after);
        assertThat(value.getValue())
            .as("%s beside %s", value.getKey(), series)
            .isBetween(Math.min(first, second) - slack, Math.max(first, second) + slack);
        compared.merge(value.getKey().substring(0, value.getKey().indexOf('{')), 1, Integer::sum);
      }
    }
    return after;
  }

  /**
   * How far beyond node_exporter's two values one may be. Sums that only grow: not at all, but for
   * CPU time, which the kernel makes of what is under way when it is asked, so that idle and
   * waiting can go back by some ticks, and for milliseconds that floating point rounds. What goes
   * up and down can have been beyond both in between: memory by 3 % of all there is, filesystems by
   * 256 MiB and 5,000 inodes, with builds running beside.
   */
  private static double slack(String point, Map<String, Double> after) {
    return switch (point.substring(0, point.indexOf('{'))) {
      case "system.cpu.time" -> 0.05;
      case "system.memory.usage", "system.linux.memory.available" ->
          0.03 * after.getOrDefault("node_memory_MemTotal_bytes", 0.0);
      case "system.filesystem.usage" -> 256 << 20;
      case "system.filesystem.inodes.usage" -> 5000;
      case "system.disk.io_time", "system.disk.weighted_io_time", "system.disk.operation_time" ->
          1e-6;
      default -> 0;
    };
  }

  private static Map<String, Double> values(Telemetry metrics) {
    Map<String, Double> values = new HashMap<>();
    for (Slice chunk : metrics.payload().chunks()) {
      ExportMetricsServiceRequestView request = new ExportMetricsServiceRequestView();
      request.wrap(chunk);
      for (var resource = request.resourceMetrics(); resource.next(); ) {
        for (var scope = resource.item().scopeMetrics(); scope.next(); ) {
          for (var metric = scope.item().metrics(); metric.next(); ) {
            add(metric.item(), values);
          }
        }
      }
    }
    return values;
  }

  private static void add(MetricView metric, Map<String, Double> values) {
    for (var p = metric.sum().dataPoints(); p.next(); ) {
      values.put(metric.name() + attributes(p.item().attributes()), number(p.item()));
    }
    for (var p = metric.gauge().dataPoints(); p.next(); ) {
      values.put(metric.name() + attributes(p.item().attributes()), number(p.item()));
    }
  }

  private static String attributes(AttributesView walk) {
    TreeMap<String, String> sorted = new TreeMap<>();
    while (walk.next()) {
      sorted.put(walk.key(), walk.value().asString());
    }
    return sorted.toString();
  }

  private static double number(NumberDataPointView point) {
    return point.hasAsInt() ? point.asInt() : point.asDouble();
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
