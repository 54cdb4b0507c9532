package io.beltline.verification.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.flow.MetricsPage;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.PrometheusServer;
import io.beltline.verification.peer.PrometheusServer.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The agent of {@code examples/agent} moves from one set of backends to another under load: nothing
 * but what is named exporters is changed, and SIGHUP sent.
 *
 * @param folder where the processes work
 * @param logs the backends of log records, before and after
 * @param traces the backends of traces, before and after
 */
record AgentMove(Path folder, Pair<LineStore> logs, Pair<SpanStore> traces) {
  /** Where lines are written, under the folder. */
  static final String FILE = "logs/shop.json";

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String NOT_APPENDED = "prometheus_tsdb_out_of_order_samples_total";
  private static final String COUNTER = "agent_numbers_total";

  /** Counters of what did not go on. */
  private static final Pattern SAID_LOST =
      Pattern.compile(
          "^otelcol_\\w+_(refused|dropped|dead_lettered|send_failed|enqueue_failed)_\\w+\\{");

  /** What comes first, and what comes in its place. */
  record Pair<T>(T before, T after) {}

  /**
   * Runs it and compares what was sent with what is there.
   *
   * @param steps how much of each kind is sent before and after the change, at least
   * @return what was counted; what came again is counted where backends hold it once all the same
   */
  Map<String, String> run(int steps) throws Exception {
    AgentPorts ports = AgentPorts.free();
    Path files = made("logs");
    Path empty = Files.writeString(folder.resolve("written.yml"), "global: {}\n");
    String first = before(ports, files);
    try (PrometheusServer pulling = PrometheusServer.start(made("pulling"), ports.page());
        PrometheusServer written =
            PrometheusServer.start(
                made("written"), empty, ports.written(), "--web.enable-remote-write-receiver");
        BeltlineProcess agent =
            BeltlineProcess.start(folder, first, ports.grpc(), ports.http(), ports.page());
        AgentLoad load = new AgentLoad(ports, folder.resolve(FILE))) {
      // a port of UDP cannot be asked whether it listens
      agent.process().awaitLine(line -> line.contains("Everything is ready."), "ready", LIMIT);
      load.start();
      load.awaitMore(steps);
      pulled(pulling, agent);

      Files.writeString(folder.resolve("config.yaml"), after(ports, files));
      agent.process().signal("HUP");
      agent.process().awaitLine(line -> line.contains("was reloaded"), "the reload", LIMIT);
      load.awaitMore(steps);
      load.end();
      return compared(ports, agent, load, pulling, written);
    }
  }

  private Path made(String name) throws Exception {
    return Files.createDirectories(folder.resolve(name));
  }

  private String before(AgentPorts ports, Path files) throws Exception {
    return AgentExample.read("config.yaml")
        .at(ports, files)
        .with("localhost:8889", "127.0.0.1:" + ports.page())
        .with("http://localhost:9411/api/v2/spans", traces.before().endpoint())
        .with("http://localhost:9200", logs.before().url())
        .text();
  }

  private String after(AgentPorts ports, Path files) throws Exception {
    return AgentExample.read("elsewhere.yaml")
        .at(ports, files)
        .with("http://localhost:9090", "http://127.0.0.1:" + ports.written())
        .with("http://localhost:3100", logs.after().url())
        .with("otlp_grpc/jaeger", traces.after().exporter())
        .with("localhost:14317", traces.after().endpoint())
        .text();
  }

  /** Waits until Prometheus has the counter and the host's figures. */
  private static void pulled(PrometheusServer pulling, BeltlineProcess agent) throws Exception {
    for (String series : List.of(COUNTER, "system_cpu_time_seconds_total")) {
      assertThat(pulling.query(series)).as(agent.process().log()).isNotEmpty();
    }
  }

  private Map<String, String> compared(
      AgentPorts ports,
      BeltlineProcess agent,
      AgentLoad load,
      PrometheusServer pulling,
      PrometheusServer written)
      throws Exception {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("sent", load.toString());
    lines(agent, load, figures);
    spans(ports, agent, load, figures);
    points(ports, load, pulling, written, figures);
    assertThat(MetricsPage.at(ports.own()).text().lines().filter(SAID_LOST.asPredicate()))
        .hasSizeGreaterThan(20)
        .allMatch(line -> line.endsWith(" 0"));
    assertThat(agent.stop()).as(agent.process().log()).isZero();
    assertThat(agent.process().log()).doesNotContain("\terror\t", "\twarn\t");
    return figures;
  }

  private void lines(BeltlineProcess agent, AgentLoad load, Map<String, String> figures)
      throws Exception {
    List<String> sent = load.marks();
    Found found =
        Found.await(
            agent.process(),
            sent.size(),
            () -> new Pair<>(logs.before().marks(), logs.after().marks()));
    assertThat(found.lost(sent)).as("lines lost").isEmpty();
    assertThat(found.doubled()).as("lines doubled: %s", agent.process().log()).isEmpty();
    areInBoth(found);
    figures.put("lines", found.said(logs.before().name(), logs.after().name()));
    long came = logs.before().came() + logs.after().came();
    figures.put("lines that came again", Long.toString(came - found.different()));
  }

  private static void areInBoth(Found found) {
    assertThat(found.there().before()).isNotEmpty();
    assertThat(found.there().after()).isNotEmpty();
  }

  /** Of packets those may be lost that the kernel dropped before anybody could read them. */
  private void spans(
      AgentPorts ports, BeltlineProcess agent, AgentLoad load, Map<String, String> figures)
      throws Exception {
    List<String> inPackets = load.packetSpans();
    int dropped = (int) ports.droppedPackets() * inPackets.size() / load.packets();
    List<String> sent = Stream.concat(load.spans().stream(), inPackets.stream()).toList();
    Set<String> ids = sent.stream().map(span -> span.split("/")[0]).collect(Collectors.toSet());
    Found found =
        Found.await(
            agent.process(),
            sent.size() - dropped,
            () ->
                new Pair<>(
                    traces.before().reader().spans(ids), traces.after().reader().spans(ids)));
    assertThat(found.lost(load.spans())).as("spans over OTLP lost").isEmpty();
    assertThat(found.lost(inPackets)).as("spans in packets lost").hasSize(dropped);
    assertThat(found.doubled()).as("spans doubled").isEmpty();
    areInBoth(found);
    figures.put("spans", found.said(traces.before().name(), traces.after().name()));
    long came =
        traces.before().counter().came(found.there().before())
            + traces.after().counter().came(found.there().after());
    figures.put("spans that came again", Long.toString(came - found.different()));
    figures.put("spans in packets that the kernel dropped", Integer.toString(dropped));
  }

  /**
   * A page shows the last value only, so that of the first half the last one pulled is compared; of
   * the second half every single point.
   */
  private static void points(
      AgentPorts ports,
      AgentLoad load,
      PrometheusServer pulling,
      PrometheusServer written,
      Map<String, String> figures)
      throws Exception {
    assertThat(written.query(COUNTER, load.value())).hasSize(Requests.SERIES);
    MetricsPage page = MetricsPage.at(ports.written());
    assertThat(page.text()).contains(NOT_APPENDED);
    assertThat(page.count(NOT_APPENDED)).as("samples that came twice or too late").isZero();
    Map<Map<String, String>, List<Double>> before = pulling.values(COUNTER + "[1h]");
    Map<Map<String, String>, List<Double>> after = written.values(COUNTER + "[1h]");
    assertThat(before).hasSize(Requests.SERIES);
    assertThat(after).hasSize(Requests.SERIES);
    int begin = (int) after.values().iterator().next().getFirst().doubleValue();
    List<Double> rest =
        IntStream.rangeClosed(begin, load.value()).mapToObj(value -> (double) value).toList();
    assertThat(after.values()).allSatisfy(values -> assertThat(values).isEqualTo(rest));
    double last = before.values().stream().mapToDouble(List::getLast).max().orElseThrow();
    assertThat(last).isBetween(1.0, begin - 1.0);
    for (String series : List.of("system_cpu_time_seconds_total", "system_memory_usage_bytes")) {
      List<Sample> hosts = written.query(series);
      assertThat(hosts).as(series).isNotEmpty().allMatch(sample -> sample.value() >= 0);
    }
    figures.put(
        "points",
        "the last value pulled %.0f, then each from %d to %d written in %d series"
            .formatted(last, begin, load.value(), Requests.SERIES));
  }
}
