package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.testkit.RealClock;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A collector's process with clients of two protocols that send each request until it is accepted,
 * two backends behind lines that can be cut, and what happens to all of them.
 */
final class Turmoil implements AutoCloseable {
  private static final int PER_REQUEST = 10;
  private static final int ROOM = 12_000_000;
  private static final int HALF = ROOM / 2;
  private static final int CLIENTS = 2;
  private static final Duration PAUSE = Duration.ofMillis(30);
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String RELOADED = "The configuration was reloaded.";

  private static final String CONFIG =
      """
      extensions:
        file_storage:
          directory: ./storage
          create_directory: true
          journal: {segment_size: 262144, min_free_space: 0}
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: '127.0.0.1:%1$d'}
            http: {endpoint: '127.0.0.1:%2$d'}
      processors:
        batch: {timeout: 20ms, send_batch_size: 200, send_batch_max_size: 400}
      exporters:
        otlp:
          endpoint: '127.0.0.1:%4$d'
          tls: {insecure: true}
          timeout: 2s
          sending_queue: {storage: file_storage, num_consumers: %6$d, queue_size: 100000}
          retry_on_failure: {initial_interval: 20ms, max_interval: 200ms}
        otlphttp:
          endpoint: 'http://127.0.0.1:%5$d'
          timeout: 2s
          sending_queue: {storage: file_storage, num_consumers: %6$d, queue_size: 100000}
          retry_on_failure: {initial_interval: 20ms, max_interval: 200ms}
      service:
        extensions: [file_storage]
        admin: {endpoint: '127.0.0.1:%3$d'}
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [otlp], processors: [%7$s], exporters: [otlp, otlphttp]}
      """;

  /** What can happen. */
  private enum Event {
    KILL,
    STOP,
    RELOAD,
    REFUSING_BACKEND,
    SILENT_BACKEND,
    SLOW_DISK,
    STANDSTILL,
    QUIET
  }

  private final Path folder;
  private final int[] ports;
  private final SplittableRandom random;
  private final List<AtomicBoolean> refusing = List.of(new AtomicBoolean(), new AtomicBoolean());
  private final List<Backend> backends;
  private final List<SilentLine> lines;
  private final SlowDisk disk;
  private final List<Sender> senders;
  private final List<Load> loads;
  private final List<Load.Running> clients = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Event> toCome = new ArrayList<>();
  private final Map<Event, Integer> happened = new EnumMap<>(Event.class);
  private final List<String> words = new ArrayList<>();
  private BeltlineProcess collector;
  private int consumers = 4;
  private String processors = "batch";

  /**
   * Starts everything.
   *
   * @param ports the receiver's for gRPC and for HTTP, and that of the admin API
   */
  Turmoil(Path folder, int[] ports, SplittableRandom random) throws Exception {
    this.folder = folder;
    this.ports = ports.clone();
    this.random = random;
    backends =
        List.of(backend(Protocol.GRPC, refusing.get(0)), backend(Protocol.HTTP, refusing.get(1)));
    lines = List.of(line(0), line(1));
    disk = new SlowDisk(folder);
    collector = BeltlineProcess.start(folder, config(), this.ports);
    senders = List.of(Sender.to(Protocol.GRPC, ports[0]), Sender.to(Protocol.HTTP, ports[1]));
    loads =
        List.of(
            new Load(senders.get(0), PER_REQUEST, 100, true).pausing(PAUSE),
            new Load(senders.get(1), PER_REQUEST, 100, true)
                .pausing(PAUSE)
                .from(HALF / PER_REQUEST));
    for (int i = 0; i < loads.size(); i++) {
      int end = (i + 1) * (HALF / PER_REQUEST);
      clients.add(loads.get(i).start(CLIENTS, request -> !over.get() && request < end));
    }
  }

  private static Backend backend(Protocol protocol, AtomicBoolean refusing) {
    return Backend.start(
        protocol,
        ROOM,
        numbers -> {
          RealClock.INSTANCE.sleep(Duration.ofMillis(numbers.getFirst() % 5));
          return refusing.get()
              ? new Backend.Answer(false, Status.Code.UNAVAILABLE, null)
              : Backend.Answer.TAKEN;
        });
  }

  private SilentLine line(int backend) throws IOException {
    return SilentLine.to(backends.get(backend).port());
  }

  private String config() {
    return CONFIG.formatted(
        ports[0],
        ports[1],
        ports[2],
        lines.get(0).port(),
        lines.get(1).port(),
        consumers,
        processors);
  }

  /** Lets something happen, and then a little time pass. */
  void something() throws Exception {
    Event event = next();
    happened.merge(event, 1, Integer::sum);
    switch (event) {
      case KILL -> {
        collector.process().kill();
        collector.close();
        collector = BeltlineProcess.start(folder, config(), ports);
      }
      case STOP -> {
        assertThat(collector.stop()).as(collector.process().log()).isZero();
        collector.close();
        collector = BeltlineProcess.start(folder, config(), ports);
      }
      case RELOAD -> reload();
      case REFUSING_BACKEND -> refusing.get(random.nextInt(2)).set(true);
      case SILENT_BACKEND -> lines.get(random.nextInt(2)).silent(true);
      case SLOW_DISK -> disk.slow(true);
      case STANDSTILL -> {
        collector.process().signal("STOP");
        pass(500);
        collector.process().signal("CONT");
      }
      case QUIET -> heal();
    }
    pass(800);
  }

  /** Everything that can happen comes once, in any order, before anything comes again. */
  private Event next() {
    if (toCome.isEmpty()) {
      toCome.addAll(List.of(Event.values()));
    }
    return toCome.remove(random.nextInt(toCome.size()));
  }

  private void pass(int mostMillis) throws InterruptedException {
    RealClock.INSTANCE.sleep(Duration.ofMillis(random.nextInt(mostMillis)));
  }

  private void heal() throws IOException {
    refusing.forEach(flag -> flag.set(false));
    for (SilentLine line : lines) {
      line.silent(false);
    }
    disk.slow(false);
  }

  private void reload() throws Exception {
    consumers = 1 + random.nextInt(8);
    processors = random.nextBoolean() ? "batch" : "";
    long before = reloads();
    Files.writeString(folder.resolve("config.yaml"), config());
    collector.process().signal("HUP");
    collector
        .process()
        .await(LIMIT, () -> RELOADED, () -> Optional.of(1).filter(_ -> reloads() > before));
  }

  private long reloads() {
    return collector.process().log().lines().filter(line -> line.contains(RELOADED)).count();
  }

  /** Lets everything come to rest: what was acknowledged arrives, and nothing is in flight. */
  JsonNode rest() throws Exception {
    heal();
    over.set(true);
    for (Load.Running running : clients) {
      running.join();
    }
    collector
        .process()
        .await(
            LIMIT,
            () -> "acknowledged records are missing: " + missing(),
            () -> {
              redrive();
              return Optional.of(1).filter(_ -> missing().equals(List.of(0L, 0L)));
            });
    return collector
        .process()
        .await(
            LIMIT,
            () -> "the ledger at rest",
            () -> Web.read(ports[2], "/v1/ledger").filter(Turmoil::atRest));
  }

  /** What a broken connection made look like a refusal for good is kept, and sent again. */
  private void redrive() throws Exception {
    for (JsonNode letter : letters()) {
      words.add(letter.get("message").asString());
    }
    if (!letters().isEmpty()) {
      Web.post(ports[2], "/v1/deadletters/redrive?all=true", "application/json", new byte[0]);
    }
  }

  private List<JsonNode> letters() throws Exception {
    return Web.read(ports[2], "/v1/deadletters")
        .map(page -> page.get("dead_letters").valueStream().toList())
        .orElse(List.of());
  }

  private static boolean atRest(JsonNode ledger) {
    return ledger.get("destinations").values().stream()
        .allMatch(book -> book.get("in_flight").longValue() == 0);
  }

  /** Acknowledged records that have not come to each backend. */
  private List<Long> missing() {
    return backends.stream().map(this::missing).toList();
  }

  private long missing(Backend backend) {
    return IntStream.concat(
            IntStream.range(0, loads.get(0).started() * PER_REQUEST),
            IntStream.range(HALF, loads.get(1).started() * PER_REQUEST))
        .filter(n -> loads.get(n < HALF ? 0 : 1).isAccepted(n) && backend.arrivals(n) == 0)
        .count();
  }

  /** What the collector printed in its last life. */
  String log() {
    return collector.process().log();
  }

  /** What happened, and what it came to. */
  Map<String, String> figures() {
    return Map.of(
        "what happened", happened.toString(),
        "acknowledged records",
            Long.toString(loads.stream().mapToLong(Load::acceptedRecords).sum()),
        "attempts of clients", Long.toString(loads.stream().mapToLong(Load::attempts).sum()),
        "lost", missing().toString(),
        "arrived twice", backends.stream().map(Backend::duplicates).toList().toString(),
        "dead letters that were sent again", words.toString(),
        "MiB in the way of the disk", Long.toString(disk.mebibytes()));
  }

  /** Ends the collector in good order. */
  void stop() throws InterruptedException {
    assertThat(collector.stop()).as(log()).isZero();
  }

  @Override
  public void close() throws IOException {
    over.set(true);
    collector.close();
    senders.forEach(Sender::close);
    for (SilentLine line : lines) {
      line.close();
    }
    backends.forEach(Backend::close);
    disk.close();
  }
}
