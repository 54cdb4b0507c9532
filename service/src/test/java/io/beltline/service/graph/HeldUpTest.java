package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.delivery.Sizer;
import io.beltline.model.Signal;
import io.beltline.service.Items;
import io.beltline.service.logging.Logging;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlannedComponent;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ends and swaps while a destination takes nothing, or a component does not end. */
class HeldUpTest {
  private static final ComponentId STUCK = ComponentId.of("stuck");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FakeClock clock = new FakeClock();
  private final Stage stage = new Stage(clock);
  private final Swap swap = new Swap(stage.surroundings, Logging.logger(Map.of()), PATIENCE);

  /** What users write. */
  record Config(QueueConfig sendingQueue, RetryConfig retryOnFailure) implements DeliveryConfig {
    static final Config BLOCKING = blocking(1);

    /** With one sender, and room for so many requests. */
    static Config blocking(int room) {
      return new Config(
          new QueueConfig(true, 1, room, Sizer.REQUESTS, true, null, false, null, null),
          new RetryConfig(true, Duration.ofSeconds(5), 0, 1, Duration.ofSeconds(5), Duration.ZERO));
    }

    @Override
    public Duration timeout() {
      return Duration.ZERO;
    }
  }

  /** Makes exporters that answer so. */
  private record Stuck(Supplier<ExportResult> answer) implements ExporterFactory<Config> {
    static final Stuck AWAY = new Stuck(() -> ExportResult.retry(Status.UNAVAILABLE, "away", null));

    @Override
    public String type() {
      return "stuck";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public Map<Signal, Stability> stability() {
      return Map.of(Signal.LOGS, Stability.STABLE);
    }

    @Override
    public Exporter create(Settings settings, Config config) {
      return _ -> answer.get();
    }
  }

  private Swap.Outcome to(Plan plan, Graph old) {
    return swap.to(plan, old, () -> {});
  }

  @AfterEach
  void release() {
    stage.parts.release.complete(null);
  }

  private Plan plan(String note) {
    return stage
        .plans()
        .with(new PlannedComponent(STUCK, Stuck.AWAY, Config.BLOCKING))
        .with("part/a", "hold9")
        .with("part/b", note)
        .with("part/c", "hold9")
        .pipeline(Signal.TRACES, "", "part_in", "part/c", "part_out")
        .pipeline(Signal.LOGS, "", "part_in", "part/a,part/b", "stuck")
        .plan();
  }

  /** A graph that holds logs for an exporter whose queue is full. */
  private Graph full() {
    Graph graph = stage.started(plan(""));
    fill(graph);
    stage.send("part_in", Signal.LOGS, 5);
    stage.send("part_in", Signal.TRACES, 3);
    return graph;
  }

  private static void fill(Graph graph) {
    var way = graph.exporters.get(STUCK).entries().get(Signal.LOGS);
    assertThat(way).isNotNull();
    assertThat(way.consume(Context.EMPTY, Items.of(Signal.LOGS, 1)).isAccepted()).isTrue();
  }

  private static <T> CompletableFuture<T> aside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, Thread::startVirtualThread);
  }

  private static void await(BooleanSupplier condition, Runnable meanwhile) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean() && System.nanoTime() - giveUp < 0) {
      meanwhile.run();
      Thread.yield();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private void move() {
    clock.advance(Duration.ofSeconds(1));
  }

  @Test
  void aSwapDoesNotWaitLongerForADestinationThatTakesNothing() {
    Graph old = full();
    CompletableFuture<Swap.Outcome> outcome = aside(() -> to(plan("other"), old));
    await(outcome::isDone, this::move);
    assertThat(outcome.join().failure()).isNull();
    assertThat(stage.parts.timeLeft.get("processor part/b logs"))
        .as("all have one deadline")
        .isZero();
    assertThat(old.books().balanced()).isTrue();
    CompletableFuture<ConsumeResult> sent =
        aside(
            () -> {
              var next = outcome.join().running().exporters.get(STUCK).entries();
              return next.get(Signal.LOGS).consume(Context.EMPTY, Items.of(Signal.LOGS, 1));
            });
    clock.advance(PATIENCE);
    assertThat(sent).as("who comes later may wait again").isNotDone();
    outcome.join().running().hurry(true);
    assertThat(sent.join()).isInstanceOf(ConsumeResult.Retryable.class);
  }

  @Test
  void whoEndsAllDoesNotWaitForASwapThatEndsAnExporter() {
    Graph old = stage.started(plan(""));
    fill(old);
    Plan without =
        stage
            .plans()
            .with("part/c", "hold9")
            .pipeline(Signal.TRACES, "", "part_in", "part/c", "part_out")
            .pipeline(Signal.LOGS, "", "part_in", "", "part_out")
            .plan();
    CompletableFuture<Swap.Outcome> outcome = aside(() -> to(without, old));
    await(() -> stage.reports.contains("exporter:stuck STOPPING"), () -> {});
    assertThat(outcome).isNotDone();
    swap.hasten(Deadline.in(clock, PATIENCE));
    Graph next = outcome.join().running();
    CompletableFuture<Boolean> ended =
        aside(
            () -> {
              next.shutdown(Deadline.in(clock, PATIENCE), swap::awaitParted);
              return true;
            });
    await(() -> stage.reports.contains("exporter:part_out STOPPED"), () -> {});
    assertThat(stage.reports).doesNotContain("exporter:stuck STOPPED");
    await(ended::isDone, this::move);
    assertThat(stage.reports).contains("exporter:stuck STOPPED");
  }

  @Test
  void whatHasNothingToDoWithItDoesNotWait() {
    Graph old = full();
    CompletableFuture<Swap.Outcome> outcome = aside(() -> to(plan("other"), old));
    await(() -> stage.parts.events.contains("stop processor part/c traces"), () -> {});
    assertThat(stage.parts.events).doesNotContain("stop processor part/a logs");
    assertThat(stage.delivered("part_out")).isEqualTo(3);
    await(outcome::isDone, this::move);
  }

  @Test
  void anEndIsOverThoughADestinationTakesNothing() {
    Graph graph = full();
    CompletableFuture<Boolean> end =
        aside(
            () -> {
              graph.shutdown(Deadline.in(clock, PATIENCE));
              return true;
            });
    await(end::isDone, this::move);
    assertThat(stage.parts.events).contains("stop exporter part_out");
    assertThat(graph.books().balanced()).isTrue();
  }

  @Test
  void aReceiverThatHangsIsLeftBehind() {
    Graph graph =
        stage.started(
            stage
                .plans()
                .with("part_in/hangs", "hang")
                .pipeline(Signal.LOGS, "", "part_in,part_in/hangs", "part", "part_out")
                .plan());
    var hanging = stage.parts.receivers.get("part_in/hangs");
    CompletableFuture<Boolean> end =
        aside(
            () -> {
              graph.shutdown(Deadline.in(clock, PATIENCE));
              return true;
            });
    await(end::isDone, this::move);
    assertThat(stage.parts.events)
        .contains("stop receiver part_in", "stop processor part logs", "stop exporter part_out")
        .doesNotContain("stop receiver part_in/hangs");
    assertThat(hanging.send(Context.EMPTY, Items.of(Signal.LOGS, 1)))
        .isInstanceOf(ConsumeResult.Retryable.class);
    assertThat(stage.surroundings.statuses()).isEmpty();
  }

  @Test
  void aQueueThatEndsWithoutItsExporterIsNotLeftBehind() {
    CompletableFuture<Void> sending = new CompletableFuture<>();
    Stuck deaf =
        new Stuck(
            () -> {
              sending.complete(null);
              stage.parts.release.join(); // no interrupt ends it
              return ExportResult.delivered();
            });
    Graph graph =
        stage.started(
            stage
                .plans()
                .with(new PlannedComponent(STUCK, deaf, Config.blocking(2)))
                .pipeline(Signal.LOGS, "", "part_in", "", "stuck")
                .plan());
    fill(graph);
    sending.join();
    fill(graph);
    Duration over = PATIENCE.plus(Delivery.GRACE);
    CompletableFuture<Boolean> end =
        aside(
            () -> {
              graph.shutdown(Deadline.in(clock, PATIENCE));
              return true;
            });
    await(() -> clock.waits().containsAll(List.of(PATIENCE, over)), () -> {});
    assertThat(LastCall.GRACE).isGreaterThan(Delivery.GRACE);
    clock.advance(over);
    await(end::isDone, () -> {});
    assertThat(graph.books().destinations())
        .singleElement()
        .satisfies(
            book -> {
              assertThat(book.dropped()).containsEntry("shutdown", 1L);
              assertThat(book.inFlight()).as("in the exporter's hands").isEqualTo(1);
            });
  }

  @Test
  void aSwapThatHasNotBegunWhenAllEndsDoesNotBegin() {
    Graph old = stage.started(plan(""));
    List<String> before = List.copyOf(stage.parts.events);
    swap.hasten(Deadline.in(clock, PATIENCE));
    Swap.Outcome outcome = to(plan("other"), old);
    assertThat(outcome.running()).isSameAs(old);
    assertThat(outcome.failure()).isNotNull().hasMessage("the collector ends");
    assertThat(stage.parts.events).isEqualTo(before);
  }
}
