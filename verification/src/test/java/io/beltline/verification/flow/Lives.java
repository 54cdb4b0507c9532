package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * The lives of a collector's process in one folder, and what two clients, one of each protocol,
 * were told in all of them. The clients do not mind the kills, and send each request once.
 */
final class Lives implements AutoCloseable {
  static final int PER_REQUEST = 10;
  static final int ROOM = 16_000_000;

  private static final int HALF = ROOM / 2;
  private static final int CLIENTS = 4;
  private static final Duration AFTER_FAILURE = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final Path folder;
  private final String config;
  private final int[] ports;
  private final Sender grpc;
  private final Sender http;
  private final Load overGrpc;
  private final Load overHttp;
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Load.Running> clients;

  /**
   * Starts the clients; nobody listens to them yet.
   *
   * @param ports the receiver's for gRPC and for HTTP, and that of the metrics
   */
  Lives(Path folder, String config, int... ports) {
    this.folder = folder;
    this.config = config;
    this.ports = ports.clone();
    grpc = Sender.to(Protocol.GRPC, ports[0]);
    http = Sender.to(Protocol.HTTP, ports[1]);
    overGrpc = new Load(grpc, PER_REQUEST, 100, false).pausing(AFTER_FAILURE);
    overHttp =
        new Load(http, PER_REQUEST, 100, false).pausing(AFTER_FAILURE).from(HALF / PER_REQUEST);
    clients =
        List.of(
            overGrpc.start(CLIENTS, r -> !over.get() && r < HALF / PER_REQUEST),
            overHttp.start(CLIENTS, r -> !over.get() && r < ROOM / PER_REQUEST));
  }

  /** Kills a process so long after its start, wherever it is then. */
  void killWhileStarting(Duration age) throws Exception {
    try (RunningProcess starting = BeltlineProcess.launch(folder, config)) {
      RealClock.INSTANCE.sleep(age);
      starting.kill();
    }
  }

  /** Kills a process that has been under load for a time. */
  void killUnderLoad(Duration life) throws Exception {
    try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
      RealClock.INSTANCE.sleep(life);
      collector.process().kill();
    }
  }

  /** A last life in which all that was acknowledged arrives at each backend; ends in good order. */
  void deliverAll(List<Backend> backends, String words) throws Exception {
    try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
      over.set(true);
      for (Load.Running client : clients) {
        client.join();
      }
      Eventually.answer(
          LIMIT,
          () -> words + ": all acknowledged records at each backend",
          () ->
              "missing: %s%n%s"
                  .formatted(
                      backends.stream().map(this::missing).toList(), collector.process().log()),
          () -> Optional.of(backends).filter(all -> all.stream().allMatch(b -> missing(b) == 0)));
      Eventually.answer(
          LIMIT,
          () -> words + ": nothing in flight",
          () -> collector.process().log(),
          () ->
              Optional.of(MetricsPage.at(ports[2]))
                  .filter(page -> page.count("beltline_ledger_in_flight_items") == 0));
      assertThat(collector.stop()).as(collector.process().log()).isZero();
    }
  }

  /** A life without anything to do. */
  void startAndStop() throws Exception {
    try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
      assertThat(collector.stop()).as(collector.process().log()).isZero();
    }
  }

  /** Records that a client was told are accepted and that a backend does not have. */
  long missing(Backend backend) {
    return IntStream.concat(
            IntStream.range(0, overGrpc.started() * PER_REQUEST),
            IntStream.range(HALF, overHttp.started() * PER_REQUEST))
        .filter(n -> (n < HALF ? overGrpc : overHttp).isAccepted(n) && backend.arrivals(n) == 0)
        .count();
  }

  /** Records the clients were told are accepted. */
  long accepted() {
    return overGrpc.acceptedRecords() + overHttp.acceptedRecords();
  }

  /** How often the clients were told what. */
  String told() {
    return overGrpc.told() + " " + overHttp.told();
  }

  @Override
  public void close() {
    over.set(true);
    grpc.close();
    http.close();
  }
}
