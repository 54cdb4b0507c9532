package io.beltline.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.BuildInfo;
import io.beltline.benchmarks.payload.LogLines;
import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.benchmarks.payload.ScrapePage;
import io.beltline.benchmarks.wire.Arrivals;
import io.beltline.benchmarks.wire.Generator;
import io.beltline.benchmarks.wire.GrpcGenerator;
import io.beltline.benchmarks.wire.HttpGenerator;
import io.beltline.benchmarks.wire.Load;
import io.beltline.benchmarks.wire.PageServer;
import io.beltline.benchmarks.wire.Puller;
import io.beltline.benchmarks.wire.Sink;
import io.beltline.distribution.StandardComponents;
import io.beltline.model.Signal;
import io.beltline.service.Collector;
import io.beltline.service.CollectorSettings;
import io.beltline.service.SystemClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations of scenarios, for a moment each, in this process: what comes out is right. */
@Timeout(120)
class ScenariosTest {
  private static final int REQUESTS = 20;
  private static final int MANY = 250;

  @TempDir private Path folder;

  private static Collector collector(
      String config, Ports ports, Map<String, String> variables, SystemClock clock)
      throws Exception {
    Map<String, String> all = new HashMap<>(ports.environment());
    all.putAll(variables);
    String text = Files.readString(Path.of("scenarios", config + ".yaml"));
    for (Map.Entry<String, String> one : all.entrySet()) {
      text = text.replace("${env:" + one.getKey() + "}", one.getValue());
    }
    Collector collector =
        new Collector(
            new CollectorSettings(
                new BuildInfo("beltline", "Beltline", "0.0.0-test"),
                StandardComponents.factories(),
                List.of("yaml:" + text),
                List.of(),
                Map.of(),
                Path.of(""),
                List.of(),
                Duration.ofSeconds(10)),
            clock);
    collector.start();
    return collector;
  }

  private static void await(Arrivals arrivals, long items) {
    while (arrivals.items() < items) {
      Thread.onSpinWait();
    }
  }

  private static Load load(Scenario scenario, Requests requests, Ports ports) {
    return new Load(
        scenario.in().isGrpc() ? ports.grpc() : ports.http(),
        scenario.path(),
        scenario.in().contentType(),
        "",
        requests.bodies(),
        scenario.items(),
        1,
        2,
        0,
        0);
  }

  private static void send(Generator generator, long items) throws Exception {
    try (generator) {
      generator.start();
      while (generator.tally().accepted() < items
          && generator.tally().refused() == 0
          && generator.tally().failure() == null) {
        Thread.onSpinWait();
      }
      generator.stop();
      assertThat(generator.tally().lastRefusal()).isEmpty();
      assertThat(generator.tally().failure()).isNull();
    }
  }

  static Stream<Scenario> forwarding() {
    Stream<Scenario> written = Scenario.all().stream().filter(s -> s.id().startsWith("18"));
    return Stream.concat(Scenario.translations().stream(), written);
  }

  @ParameterizedTest
  @MethodSource("forwarding")
  void itemsComeAsTheyWere(Scenario scenario) throws Exception {
    Requests requests = Requests.of(scenario);
    Arrivals arrivals = new Arrivals(requests.content(), requests.expected(), 0);
    try (SystemClock clock = new SystemClock();
        Sink sink =
            scenario.out() == Scenario.Out.GRPC ? Sink.grpc(arrivals, 100) : Sink.http(arrivals)) {
      Ports ports = Ports.free(sink.port());
      Collector collector = collector(scenario.config(), ports, Map.of(), clock);
      try {
        Load load = load(scenario, requests, ports);
        Generator generator =
            scenario.in().isGrpc()
                ? new GrpcGenerator(requests.newIds() ? load.withNewIds() : load)
                : new HttpGenerator(load);
        send(generator, (long) MANY * scenario.items());
        assertThat(arrivals.items()).isEqualTo(generator.tally().accepted());
        assertThat(arrivals.checked()).isPositive();
        assertThat(arrivals.wrong()).isZero();
        assertThat(sink.failure()).isNull();
      } finally {
        collector.stop();
      }
    }
  }

  @Test
  void tracesAreSampledAsTheyShould() throws Exception {
    Scenario scenario = Scenario.tailSampling();
    Requests requests = Requests.traces(scenario);
    Arrivals arrivals = new Arrivals(requests.content(), requests.expected(), 0);
    try (SystemClock clock = new SystemClock();
        Sink sink = Sink.grpc(arrivals, 100)) {
      Ports ports = Ports.free(sink.port());
      Collector collector = collector(scenario.config(), ports, Map.of("BENCH_WAIT", "30s"), clock);
      Generator generator = new GrpcGenerator(load(scenario, requests, ports).withNewIds());
      try {
        send(generator, (long) REQUESTS * scenario.items());
      } finally {
        collector.stop(); // decides all
      }
      assertThat((double) arrivals.items() / generator.tally().accepted()).isBetween(0.04, 0.08);
      assertThat(arrivals.checked()).isPositive();
      assertThat(arrivals.wrong()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void linesOfAFileComeAsTheyWere(Reading.Way way) throws Exception {
    int lines = 5000;
    Arrivals arrivals = way.arrivals(1);
    LogLines.write(folder.resolve("0.log"), 0, lines, way.form());
    try (SystemClock clock = new SystemClock();
        Sink sink = way.sink(arrivals)) {
      Map<String, String> variables = Map.of("BENCH_LOGS", folder.toString());
      Collector collector = collector(way.config(), Ports.free(sink.port()), variables, clock);
      try {
        await(arrivals, lines);
      } finally {
        collector.stop();
      }
      assertThat(arrivals.items()).isEqualTo(lines);
      assertThat(arrivals.checked()).isPositive();
      assertThat(arrivals.wrong()).isZero();
    }
  }

  @Test
  void targetsAreScraped() throws Exception {
    Arrivals arrivals = new Arrivals(Signal.METRICS, Set.of(), 0);
    try (SystemClock clock = new SystemClock();
        PageServer pages = new PageServer(2, new ScrapePage(2)::text);
        Sink sink = Sink.grpc(arrivals, 100)) {
      Path none = Files.writeString(folder.resolve("none.json"), "[]");
      Path targets = Files.writeString(folder.resolve("targets.json"), Scraping.targets(pages));
      Map<String, String> variables =
          Map.of("BENCH_WARM_UP", none.toString(), "BENCH_TARGETS", targets.toString());
      Collector collector = collector("scrape", Ports.free(sink.port()), variables, clock);
      try {
        await(arrivals, 2L * new ScrapePage(2).points());
      } finally {
        collector.stop();
      }
      assertThat(pages.served()).isGreaterThanOrEqualTo(2);
      assertThat(sink.failure()).isNull();
    }
  }

  @Test
  void aPageHasAllSeries() throws Exception {
    Scenario scenario = Scenario.metrics();
    Ports ports = Ports.free(1);
    List<byte[]> bodies =
        PayloadKind.M196.requests(REQUESTS, 100).stream()
            .map(request -> request.payload().contiguous().toByteArray())
            .toList();
    try (SystemClock clock = new SystemClock()) {
      Collector collector = collector("pull", ports, Map.of(), clock);
      try {
        Load load = new Load(ports.grpc(), scenario.path(), "", "", bodies, 100, 1, 1, 0, 0);
        send(new GrpcGenerator(load), REQUESTS * 100L);
        try (Puller puller = new Puller(ports.http(), "/metrics", "")) {
          assertThat(Puller.series(puller.pull()))
              .isGreaterThanOrEqualTo(REQUESTS * 100L * 99 / 100);
        }
      } finally {
        collector.stop();
      }
    }
  }
}
