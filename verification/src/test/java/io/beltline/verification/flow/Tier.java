package io.beltline.verification.flow;

import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Collectors that sample whole traces behind one that balances, each a process with an address of
 * its own. A file of hosts stands in for the name service.
 */
final class Tier implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String BACKEND =
      """
      receivers:
        otlp: {protocols: {grpc: {endpoint: '%1$s:%2$d'}}}
      processors:
        tail_sampling:
          decision_wait: 2s
          policies: [{name: errors, type: status_code, status_code: {status_codes: [ERROR]}}]
      exporters:
        file: {path: kept.json}
      service:
        telemetry:
          logs: {level: info}
          metrics: {readers: [{pull: {exporter: {prometheus: {host: '%1$s', port: %3$d}}}}]}
        pipelines:
          traces: {receivers: [otlp], processors: [tail_sampling], exporters: [file]}
      """;

  private static final String BALANCER =
      """
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%1$d'}}}
      processors:
        group_by_trace: {wait_duration: 1s}
        batch: {send_batch_size: 500, timeout: 200ms}
      exporters:
        load_balancing:
          protocol:
            otlp:
              tls: {insecure: true}
              retry_on_failure: {initial_interval: 500ms, max_interval: 2s}
          resolver: {dns: {hostname: collectors, port: %2$d, interval: 500ms}}
      service:
        telemetry:
          logs: {level: info}
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %3$d}}}}]}
        pipelines:
          traces:
            receivers: [otlp]
            processors: [group_by_trace, batch]
            exporters: [load_balancing]
      """;

  private final Path folder;
  private final Path hosts;
  private final int in;
  private final int backends;
  private final int metrics;
  private final Map<Integer, RunningProcess> running = new TreeMap<>();
  private final Map<Integer, Long> received = new TreeMap<>();
  private final List<Path> files = new ArrayList<>();
  private RunningProcess balancer;

  private Tier(Path folder, int[] ports) {
    this.folder = folder;
    this.hosts = folder.resolve("hosts");
    this.in = ports[0];
    this.backends = ports[1];
    this.metrics = ports[2];
  }

  /** Starts a balancer in front of so many collectors. */
  static Tier start(Path folder, int count) throws Exception {
    Tier tier = new Tier(folder, Ports.free(3));
    for (int number = 1; number <= count; number++) {
      tier.add(number);
    }
    tier.name();
    Path own = Files.createDirectory(folder.resolve("balancer"));
    tier.balancer =
        BeltlineProcess.launch(
            own,
            BALANCER.formatted(tier.in, tier.backends, tier.metrics),
            "-Djdk.net.hosts.file=" + tier.hosts);
    ready(tier.balancer);
    return tier;
  }

  /** Where the balancer takes traces. */
  int port() {
    return in;
  }

  /** Starts a collector; it is named with the next {@link #name}. */
  void add(int number) throws Exception {
    Path own = Files.createDirectory(folder.resolve("collector-" + number));
    String address = address(number);
    running.put(
        number,
        BeltlineProcess.launch(own, BACKEND.formatted(address, backends, metrics), "-Xmx96m"));
    files.add(file(number));
    ready(running.get(number));
  }

  private static void ready(RunningProcess process) throws Exception {
    process.awaitLine(line -> line.contains("Everything is ready."), "it is ready", LIMIT);
  }

  private static String address(int number) {
    return "127.0.0." + (10 + number);
  }

  /** What a collector has kept. */
  Path file(int number) {
    return folder.resolve("collector-" + number).resolve("kept.json");
  }

  /** What all have kept. */
  List<Path> files() {
    return files;
  }

  /** Names the collectors that run, and no others. */
  void name(int... leaving) throws IOException {
    List<Integer> left = java.util.Arrays.stream(leaving).boxed().toList();
    String lines =
        running.keySet().stream()
            .filter(number -> !left.contains(number))
            .map(number -> address(number) + " collectors\n")
            .collect(Collectors.joining());
    Path next = Files.writeString(folder.resolve("hosts.next"), lines);
    Files.move(next, hosts, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Waits until the balancer knows so many. */
  void awaitKnown(int count) throws Exception {
    balancer.await(
        LIMIT,
        () -> count + " backends",
        () ->
            page("127.0.0.1").count("otelcol_loadbalancer_num_backends") == count
                ? java.util.Optional.of(count)
                : java.util.Optional.empty());
  }

  /** Kills a collector. */
  void kill(int number) throws Exception {
    remember(number);
    RunningProcess process = running.remove(number);
    process.kill();
  }

  /** Ends a collector that is named no longer. */
  void stop(int number) throws Exception {
    remember(number);
    RunningProcess process = running.remove(number);
    int code = process.terminate();
    if (code != 0) {
      throw new AssertionError(process.log());
    }
  }

  private void remember(int number) throws Exception {
    received.put(number, page(address(number)).count("otelcol_receiver_accepted_spans"));
  }

  /** The balancer's metrics. */
  MetricsPage balancer() throws Exception {
    return page("127.0.0.1");
  }

  /** Ends the balancer, then the others; how many spans the others had taken in all. */
  long finish() throws Exception {
    int code = balancer.terminate();
    if (code != 0) {
      throw new AssertionError(balancer.log());
    }
    for (int number : List.copyOf(running.keySet())) {
      stop(number);
    }
    return received.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What the balancer said. */
  String log() {
    return balancer.log();
  }

  private MetricsPage page(String address) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + address + ":" + metrics + "/metrics");
    return new MetricsPage(
        CLIENT
            .send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), BodyHandlers.ofString())
            .body());
  }

  @Override
  public void close() {
    running.values().forEach(RunningProcess::close);
    if (balancer != null) {
      balancer.close();
    }
  }
}
