package io.beltline.processor.groupbytrace;

import static io.beltline.processor.groupbytrace.Grouping.resource;
import static io.beltline.processor.groupbytrace.Grouping.span;
import static io.beltline.processor.groupbytrace.Grouping.traces;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Processor;
import io.beltline.components.traces.Waits;
import io.beltline.model.Traces;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What becomes of traces at shutdown. */
class GroupByTraceShutdownTest {
  private final Grouping grouping = new Grouping();

  @Test
  void shutdownHandsAllOn() {
    Processor processor = grouping.started("{}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1), span(2, 2))));
    processor.shutdown(grouping.soon());
    assertThat(grouping.next.items()).isEqualTo(2);
    assertThat(grouping.settings.ledger().booked()).isEmpty();
    assertThat(grouping.clock.pending()).isZero();
  }

  @Test
  void whatShutdownCannotHandOnIsBooked() throws Exception {
    Processor processor = grouping.started("{}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    grouping.next.answering(ConsumeResult.unavailable("busy", null));
    grouping.clock.advance(Duration.ofSeconds(1));
    processor.consume(Context.EMPTY, traces(resource("a", span(2, 2), span(2, 3))));
    grouping.next.answering(ConsumeResult.unavailable("busy", Duration.ofMillis(400)));
    Thread ending = Thread.startVirtualThread(() -> processor.shutdown(grouping.soon()));
    Waits.await(grouping.clock, Duration.ofMillis(400));
    grouping.clock.advance(Duration.ofSeconds(1));
    ending.join();
    assertThat(grouping.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("dropped{shutdown}", 3L));
  }

  @Test
  void shutdownTriesAgainUntilTheDeadline() throws Exception {
    Processor processor = grouping.started("{}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    grouping.next.answering(ConsumeResult.unavailable("busy", Duration.ofMillis(300)));
    Thread ending = Thread.startVirtualThread(() -> processor.shutdown(grouping.soon()));
    Waits.await(grouping.clock, Duration.ofMillis(300));
    grouping.next.answering(ConsumeResult.accepted());
    grouping.clock.advance(Duration.ofMillis(300));
    ending.join();
    assertThat(grouping.next.items()).isEqualTo(2);
    assertThat(grouping.settings.ledger().booked()).isEmpty();
  }

  @Test
  void whatIsRefusedWhileTheShutdownWaitsIsTriedAgain() throws Exception {
    Processor processor = grouping.started("{}");
    CompletableFuture<ConsumeResult> answer = new CompletableFuture<>();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    grouping.next.answering(
        (context, telemetry) -> asked.complete(true) ? answer.join() : ConsumeResult.accepted());
    Thread sending = Thread.startVirtualThread(() -> grouping.clock.advance(Duration.ofSeconds(1)));
    asked.join();
    Deadline deadline = Deadline.in(grouping.clock, Duration.ofHours(1));
    Thread ending = Thread.startVirtualThread(() -> processor.shutdown(deadline));
    while (ending.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    answer.complete(ConsumeResult.unavailable("busy", null));
    sending.join();
    ending.join();
    assertThat(grouping.next.items()).isEqualTo(2);
    assertThat(grouping.settings.ledger().booked()).isEmpty();
  }

  @Test
  void whatIsRefusedAfterAShutdownThatDidNotWaitIsBooked() throws Exception {
    Processor processor = grouping.started("{}");
    CompletableFuture<ConsumeResult> answer = new CompletableFuture<>();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    grouping.next.answering(
        (context, telemetry) -> asked.complete(true) ? answer.join() : ConsumeResult.accepted());
    Thread sending = Thread.startVirtualThread(() -> grouping.clock.advance(Duration.ofSeconds(1)));
    asked.join();
    processor.shutdown(Deadline.in(grouping.clock, Duration.ZERO));
    answer.complete(ConsumeResult.unavailable("busy", null));
    sending.join();
    assertThat(grouping.next.items()).isEqualTo(1);
    assertThat(grouping.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("dropped{shutdown}", 1L));
  }

  @Test
  void whatComesWhileTheShutdownSendsIsLeftToIt() throws Exception {
    TraceStore store = new TraceStore(10, 1000);
    TraceCounters counters = new TraceCounters(grouping.settings.meter(), 10, store::size);
    Releases releases =
        new Releases(
            grouping.settings.settings(),
            store,
            grouping.clock,
            Duration.ofSeconds(1),
            counters,
            grouping.next);
    add(store, 1);
    CompletableFuture<ConsumeResult> answer = new CompletableFuture<>();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    grouping.next.answering(
        (context, telemetry) -> asked.complete(true) ? answer.join() : ConsumeResult.accepted());
    Thread ending = Thread.startVirtualThread(() -> releases.shutdown(grouping.soon()));
    asked.join();
    add(store, 2);
    releases.late();
    answer.complete(ConsumeResult.accepted());
    ending.join();
    assertThat(grouping.next.items()).isEqualTo(2);
    assertThat(grouping.settings.ledger().removed()).isZero();
  }

  private static void add(TraceStore store, int trace) {
    Traces request = (Traces) traces(resource("a", span(trace, trace)));
    store.add(TraceCutter.cut(request), Context.EMPTY, new HeldRequest(null, 1), 0);
  }

  @Test
  void whatComesDuringTheShutdownIsHandedOnToo() {
    AtomicReference<Processor> late = new AtomicReference<>();
    Processor processor = grouping.started("{num_traces: 1}");
    late.set(processor);
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    grouping.next.answering(
        (context, telemetry) -> {
          Processor ending = late.getAndSet(null);
          if (ending != null) { // while room is made for the second request
            ending.shutdown(grouping.soon());
          }
          return ConsumeResult.accepted();
        });
    assertThat(processor.consume(Context.EMPTY, traces(resource("a", span(2, 2)))).isAccepted())
        .isTrue();
    assertThat(grouping.next.items()).isEqualTo(2);
    assertThat(grouping.settings.ledger().booked()).isEmpty();
    assertThat(grouping.clock.pending()).isZero();
  }
}
