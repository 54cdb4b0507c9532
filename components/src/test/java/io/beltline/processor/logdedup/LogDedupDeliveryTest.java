package io.beltline.processor.logdedup;

import static io.beltline.processor.logdedup.LogDedupProcessorTest.logs;
import static io.beltline.processor.logdedup.LogDedupProcessorTest.record;
import static io.beltline.processor.logdedup.LogDedupProcessorTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Processor;
import io.beltline.api.Status;
import io.beltline.components.traces.Waits;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of gathered records when the destination does not take them at once. */
class LogDedupDeliveryTest {
  private static final ConsumeResult LATER = ConsumeResult.unavailable("later", null);
  private static final ConsumeResult NEVER =
      new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never");
  private static final String LARGE = "x".repeat(1 << 20);

  private final TestSettings settings = TestSettings.of("log_dedup");
  private final RecordingConsumer next = new RecordingConsumer();
  private final FakeClock clock = new FakeClock();
  private final TestHost host = new TestHost(clock);

  private Processor started(String yaml) {
    Processor processor =
        new LogDedupFactory()
            .create(
                settings.settings(), Configs.bind(LogDedupConfig.class, yaml), Signal.LOGS, next);
    processor.start(host);
    return processor;
  }

  private void tick() {
    clock.advance(Duration.ofSeconds(10));
    clock.awaitPending(1);
  }

  private long booked(String what) {
    return settings.ledger().booked().entrySet().stream()
        .filter(e -> e.getKey().contains(what))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static Telemetry one(String body) {
    return logs(record(text(body)));
  }

  private static Telemetry different(int records, int from) {
    return logs(
        IntStream.range(from, from + records)
            .mapToObj(i -> record(text("r" + i)))
            .toArray(String[]::new));
  }

  private static ConsumeResult fill(Processor processor, int from, int to) {
    ConsumeResult last = ConsumeResult.accepted();
    for (int i = from; i < to; i++) {
      last = processor.consume(Context.EMPTY, logs(record(text(LARGE), "n", text("n" + i))));
    }
    return last;
  }

  @Test
  void aFullStoreRefusesWhatItHasNoRoomFor() {
    Processor processor = started("{}");
    next.answering(LATER);
    assertThat(fill(processor, 0, 60).isAccepted()).isTrue();
    assertThat(fill(processor, 60, 75)).isInstanceOf(ConsumeResult.Retryable.class);
    assertThat(next.received()).as("not asked by each request").hasSize(1);
    assertThat(booked("held")).isBetween(60L, 66L);
    assertThat(booked("dropped")).isZero();
    assertThat(settings.ledger().returnedWhole()).isEqualTo(75 - booked("held"));
    clock.advance(Duration.ofSeconds(1));
    assertThat(fill(processor, 75, 77)).isInstanceOf(ConsumeResult.Retryable.class);
    assertThat(next.received()).hasSize(2);
    next.answering(ConsumeResult.accepted());
    clock.advance(Duration.ofSeconds(1));
    assertThat(fill(processor, 77, 78).isAccepted()).isTrue();
    assertThat(booked("held")).isEqualTo(1);
    processor.shutdown(Deadline.in(clock, Duration.ZERO));
    assertThat(booked("held")).isZero();
    assertThat(booked("dropped")).isZero();
  }

  @Test
  void aFullStoreLetsPassWhatItDoesNotGather() {
    Processor processor = started("{conditions: ['log.severity_text == \"Info\"']}");
    next.answering(LATER);
    fill(processor, 0, 70);
    next.answering(ConsumeResult.accepted());
    assertThat(fill(processor, 70, 71)).isInstanceOf(ConsumeResult.Retryable.class);
    int before = next.received().size();
    assertThat(
            processor
                .consume(
                    Context.EMPTY, logs("{\"severityText\":\"Warn\",\"body\":" + text("a") + "}"))
                .isAccepted())
        .isTrue();
    assertThat(next.received()).hasSize(before + 1);
  }

  @Test
  void whatIsHeldIsSentInPartsWithAnAnswerForEach() {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, different(6000, 0));
    processor.consume(Context.EMPTY, different(6000, 6000));
    List<Integer> taken = new ArrayList<>();
    next.answering(
        (context, telemetry) -> {
          if (telemetry.itemCount() > 8192) {
            return NEVER;
          }
          taken.add(telemetry.itemCount());
          return ConsumeResult.accepted();
        });
    tick();
    assertThat(taken).containsExactly(8192, 12_000 - 8192);
    assertThat(booked("held")).isZero();
    assertThat(booked("dropped")).isZero();
  }

  @Test
  void aPartThatIsRefusedTakesNoOtherAlong() {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, different(20_000, 0));
    List<ConsumeResult> answers = new ArrayList<>(List.of(NEVER, ConsumeResult.accepted(), LATER));
    next.answering((context, telemetry) -> answers.removeFirst());
    tick();
    assertThat(booked("refused")).isEqualTo(8192);
    assertThat(booked("held")).isEqualTo(20_000 - 2 * 8192);
    next.answering(ConsumeResult.accepted());
    tick();
    assertThat(next.received().getLast().telemetry().itemCount()).isEqualTo(20_000 - 2 * 8192);
    assertThat(booked("held")).isZero();
  }

  @Test
  void aSenderWhoseRecordsMustWaitHoldsUpNoOther() {
    Processor processor = started("{metadata_keys: [tenant]}");
    processor.consume(LogDedupProcessorTest.from("a"), one("x"));
    processor.consume(LogDedupProcessorTest.from("b"), one("x"));
    next.answering(
        (context, telemetry) ->
            context.metadata().get("tenant").contains("a") ? LATER : ConsumeResult.accepted());
    tick();
    assertThat(booked("held")).isEqualTo(1);
  }

  @Test
  void anExceptionLosesNothingAndStopsNothing() {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, one("x"));
    next.answering(
        (context, telemetry) -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> {});
          throw new IllegalStateException("for once");
        });
    tick();
    next.answering(ConsumeResult.accepted());
    tick();
    assertThat(next.received()).hasSize(2);
    assertThat(booked("held")).isZero();
  }

  @Test
  void aShutdownTriesAgainUntilItsDeadline() throws InterruptedException {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, one("x"));
    next.answering(LATER);
    Deadline deadline = Deadline.in(clock, Duration.ofSeconds(5));
    Thread ending = Thread.ofVirtual().start(() -> processor.shutdown(deadline));
    Waits.await(clock, Duration.ofSeconds(1));
    next.answering(ConsumeResult.accepted());
    clock.advance(Duration.ofSeconds(1));
    ending.join();
    assertThat(next.received()).hasSize(2);
    assertThat(booked("dropped")).isZero();
    assertThat(booked("held")).isZero();
    processor.consume(Context.EMPTY, one("late"));
    assertThat(next.received()).as("nobody would send it later").hasSize(3);
    next.answering(LATER);
    processor.consume(Context.EMPTY, one("later"));
    assertThat(booked("shutdown")).isEqualTo(1);
    assertThat(booked("held")).isZero();
  }

  @Test
  void aSuccessorGoesOnWithWhatIsHeld() {
    Processor before = started("{}");
    before.consume(Context.EMPTY, one("x"));
    clock.advance(Duration.ofSeconds(6));
    next.answering(LATER);
    host.succeeded(true);
    before.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    assertThat(next.received()).isEmpty();
    assertThat(booked("held")).isEqualTo(1);
    next.answering(ConsumeResult.accepted());
    Processor after = started("{}");
    after.consume(Context.EMPTY, one("x"));
    clock.advance(Duration.ofSeconds(4));
    clock.awaitPending(1);
    assertThat(Requests.text(next.received().getLast().telemetry()))
        .contains("\"key\":\"log_count\",\"value\":{\"intValue\":\"2\"}");
    assertThat(next.items()).isEqualTo(1);
    assertThat(booked("held")).isZero();
    assertThat(booked("dropped")).isZero();
  }

  @Test
  void aSuccessorWithOtherRulesSendsWhatIsHeldByItself() {
    Processor before = started("{include_fields: [attributes.a]}");
    before.consume(Context.EMPTY, logs(record(text("x"), "a", text("1"))));
    host.succeeded(true);
    before.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    Processor after = started("{include_fields: [attributes.b], interval: 60s}");
    after.consume(Context.EMPTY, logs(record(text("x"), "b", text("1"))));
    tick();
    assertThat(next.items()).isEqualTo(2);
    assertThat(booked("duplicate")).isZero();
    assertThat(booked("held")).isZero();
  }

  @Test
  void anExceptionAtTheEndLeavesNothingHeld() {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, one("x"));
    next.answering(
        (context, telemetry) -> {
          throw new IllegalStateException("for good");
        });
    assertThatThrownBy(() -> processor.shutdown(Deadline.in(clock, Duration.ZERO)))
        .hasMessage("for good");
    assertThat(booked("shutdown")).isEqualTo(1);
    assertThat(booked("held")).isZero();
    assertThatThrownBy(() -> processor.consume(Context.EMPTY, one("late"))).hasMessage("for good");
    assertThat(booked("shutdown")).isEqualTo(2);
    assertThat(booked("held")).isZero();
  }

  @Test
  void whatComesBackAtTheDeadlineIsLeftToASuccessor() throws InterruptedException {
    Processor before = started("{}");
    before.consume(Context.EMPTY, one("x"));
    CompletableFuture<ConsumeResult> answer = new CompletableFuture<>();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    next.answering(
        (context, telemetry) -> asked.complete(true) ? answer.join() : ConsumeResult.accepted());
    Thread sending = Thread.startVirtualThread(() -> clock.advance(Duration.ofSeconds(10)));
    asked.join();
    host.succeeded(true);
    Thread ending =
        Thread.startVirtualThread(() -> before.shutdown(Deadline.in(clock, Duration.ZERO)));
    while (ending.isAlive() && ending.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    answer.complete(LATER);
    sending.join();
    ending.join();
    assertThat(booked("held")).isEqualTo(1);
    started("{}");
    tick();
    assertThat(next.received()).hasSize(2);
    assertThat(booked("held")).isZero();
    assertThat(booked("dropped")).isZero();
  }
}
