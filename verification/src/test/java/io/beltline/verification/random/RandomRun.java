package io.beltline.verification.random;

import io.beltline.api.BuildInfo;
import io.beltline.api.ByteAccount;
import io.beltline.api.ClientInfo;
import io.beltline.api.ComponentKind;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Factory;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.config.ConfigLoader;
import io.beltline.config.ConfigMap;
import io.beltline.config.LoadedConfig;
import io.beltline.distribution.StandardComponents;
import io.beltline.model.Signal;
import io.beltline.service.books.LedgerLine;
import io.beltline.service.books.LedgerReading;
import io.beltline.service.graph.Graph;
import io.beltline.service.graph.GraphBuilder;
import io.beltline.service.graph.Surroundings;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.plan.Factories;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlanReader;
import io.beltline.service.plan.Reading;
import io.beltline.testkit.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** One configuration in a graph as it runs, and random requests through it. */
final class RandomRun {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_FAULTS = 10;

  private final Setup setup;
  private final Form form;
  private final RequestPool pool;
  private final long seed;
  private final WatchedClock clock = new WatchedClock();
  private final ByteAccount memory = new ByteAccount();
  private final MetricRegistry registry = new MetricRegistry();
  private final Map<Signal, LongAdder> accepted = new EnumMap<>(Signal.class);
  private final LongAdder sent = new LongAdder();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Peers peers;
  private final Surroundings surroundings;
  private final Graph graph;

  /**
   * How a run goes.
   *
   * @param threads how many send at once
   * @param refusing whether destinations refuse some requests
   * @param broken whether some texts are no UTF-8
   */
  record Form(int threads, boolean refusing, boolean broken) {
    /** One thread, destinations that take all, valid texts. */
    static final Form PLAIN = new Form(1, false, false);

    /** Several threads, destinations that refuse, broken texts. */
    static final Form ROUGH = new Form(4, true, true);
  }

  /**
   * A run that has begun.
   *
   * @param file the data file
   * @param storage a folder for what is stored
   */
  RandomRun(Setup setup, Form form, RequestPool pool, long seed, Path file, Path storage) {
    this.setup = setup;
    this.form = form;
    this.pool = pool;
    this.seed = seed;
    for (Signal signal : Signal.values()) {
      accepted.put(signal, new LongAdder());
    }
    peers = new Peers(new Random(seed), form.refusing, !form.broken);
    surroundings =
        new Surroundings(
            clock,
            new BuildInfo("beltline", "Beltline", "test"),
            registry,
            new Random(seed),
            new TestHost(clock).service(),
            memory,
            (_, _) -> {});
    graph = GraphBuilder.build(plan(file, storage), surroundings, null);
    graph.start(Deadline.in(clock, PATIENCE));
    graph.ready();
  }

  private Plan plan(Path file, Path storage) {
    List<Factory<?>> factories = new ArrayList<>(StandardComponents.factories());
    factories.addAll(peers.factories());
    String extensions =
        "extensions: {file_storage: {create_directory: true, directory: '" + storage + "'}}\n";
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Path.of("."), List.of())
            .load(List.of(file.toString(), "yaml:" + extensions + setup.yaml()), List.of());
    Reading reading = PlanReader.read(only(loaded.tree()), new Factories(factories));
    Plan plan = reading.plan();
    if (loaded.failed() || plan == null) {
      throw new AssertionError(setup + ": " + loaded.problems() + reading.problems());
    }
    return plan;
  }

  /** The configuration without what is there for other components. */
  private ConfigMap only(ConfigMap tree) {
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>(tree.entries());
    for (ComponentKind kind : List.of(ComponentKind.PROCESSOR, ComponentKind.CONNECTOR)) {
      ConfigMap.Entry section = entries.remove(kind.section());
      if (kind == setup.factory().kind() && section.value() instanceof ConfigMap all) {
        Map<String, ConfigMap.Entry> one = new LinkedHashMap<>(all.entries());
        one.keySet().removeIf(key -> !key.equals(setup.id().toString()));
        entries.put(
            kind.section(),
            new ConfigMap.Entry(
                kind.section(), section.keyPosition(), new ConfigMap(one, all.position())));
      }
    }
    return new ConfigMap(entries, tree.position());
  }

  /** Sends requests with at least so many records, ends the graph, and tells all that was wrong. */
  List<String> send(int records) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < form.threads; i++) {
      int number = i;
      threads.add(Thread.startVirtualThread(() -> drive(number, records)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    peers.end();
    for (int i = 0; i < 30; i++) {
      clock.advance(Duration.ofSeconds(30));
    }
    graph.shutdown(Deadline.in(clock, PATIENCE));
    judge();
    return List.copyOf(faults);
  }

  /** Records that were sent. */
  long sent() {
    return sent.sum();
  }

  private void drive(int number, int records) {
    Random random = new Random(seed * 31 + number);
    List<Signal> signals = List.copyOf(setup.signals());
    try {
      while (sent.sum() < records && faults.size() < MOST_FAULTS) {
        Signal signal = signals.get(random.nextInt(signals.size()));
        one(random, pool.any(signal, random));
        if (number == 0 && random.nextInt(8) == 0) {
          clock.advance(Duration.ofMillis(random.nextInt(10_000)));
        }
      }
    } catch (RuntimeException | Error broken) {
      fault("the run broke: " + broken);
    }
  }

  private void one(Random random, RequestPool.Shared request) {
    Signal signal = request.telemetry().signal();
    Consumer way = peers.outputs("source").consumer(signal).orElseThrow();
    int items = request.telemetry().itemCount();
    long held = form.refusing ? random.nextLong(2 << 20) : 0;
    memory.acquire(held);
    ConsumeResult result = way.consume(context(random), request.telemetry());
    memory.release(held);
    sent.add(items);
    if (result.isAccepted()) {
      accepted.get(signal).add(items);
    } else if (!allowed(result)) {
      fault("valid " + signal.label() + " were refused: " + result);
    }
    if (!request.untouched()) {
      fault("the bytes of a request of " + signal.label() + " were written into");
    }
  }

  private boolean allowed(ConsumeResult result) {
    return switch (result) {
      case ConsumeResult.Accepted _ -> true;
      case ConsumeResult.Retryable(_, String message, _) ->
          setup.mayRefuse() || message.contains(Peers.REFUSAL);
      case ConsumeResult.Permanent(Status status, String message) ->
          !status.equals(Status.INTERNAL) && (setup.mayRefuse() || message.contains(Peers.REFUSAL));
    };
  }

  private static Context context(Random random) {
    if (random.nextBoolean()) {
      return Context.EMPTY;
    }
    Map<String, List<String>> headers =
        Map.of(
            "X-Tenant", List.of("tenant" + random.nextInt(5)),
            "X-Many", List.of("", "Ü", "a".repeat(random.nextInt(200))));
    return Context.of(new ClientInfo("10.0.0." + random.nextInt(5), "grpc"), Metadata.of(headers));
  }

  private void judge() {
    registry.counters(
        (name, labels, value) -> {
          if (name.equals("beltline_component_exceptions") && value > 0) {
            fault("%d exceptions out of a component: %s".formatted(value, labels));
          }
        });
    clock.thrown().forEach(thrown -> fault("out of a task: " + thrown));
    peers.sinks().forEach(sink -> sink.faults().forEach(this::fault));
    LedgerReading ledger = surroundings.ledger();
    ledger.pipelines().forEach(this::judge);
    ledger
        .destinations()
        .forEach(
            book -> {
              if (book.residue() != 0 || book.inFlight() != 0) {
                fault("the books of a destination do not come out: " + book);
              }
            });
    if (setup.passesOn() && form == Form.PLAIN) {
      setup.signals().forEach(this::passedOn);
    }
    if (memory.held() != 0) {
      fault(memory.held() + " bytes of memory are held for ever");
    }
  }

  private void judge(LedgerLine line) {
    Signal signal = line.pipeline().signal();
    if (line.residue() != 0 || line.held() != 0 || !line.settled()) {
      fault(
          "the books of a pipeline do not come out: residue %d, %s"
              .formatted(line.residue(), line));
    }
    if (line.pipeline().name().equals("in") && line.accepted() != accepted.get(signal).sum()) {
      fault("%d items were accepted: %s".formatted(accepted.get(signal).sum(), line));
    }
  }

  private void passedOn(Signal signal) {
    long out = peers.sink("sink/a").taken(signal) + peers.sink("sink/b").taken(signal);
    long[] removed = {0};
    registry.counters(
        (name, labels, value) -> {
          if (name.equals("beltline_ledger_items")
              && setup.id().toString().equals(labels.get("destination"))
              && signal.label().equals(labels.get("otel_signal"))
              && !"created".equals(labels.get("outcome"))
              && "".equals(labels.getOrDefault("pipeline", ""))) {
            removed[0] += value;
          }
        });
    if (out + removed[0] < accepted.get(signal).sum()) {
      fault(
          "%s: %d went in, %d came out, %d were booked as removed"
              .formatted(signal.label(), accepted.get(signal).sum(), out, removed[0]));
    }
  }

  private void fault(String words) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(words);
    }
  }
}
