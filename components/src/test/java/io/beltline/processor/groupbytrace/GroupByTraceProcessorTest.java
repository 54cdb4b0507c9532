package io.beltline.processor.groupbytrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ByteAccount;
import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Metadata;
import io.beltline.api.Processor;
import io.beltline.api.Reservation;
import io.beltline.api.Status;
import io.beltline.components.traces.Waits;
import io.beltline.extension.Configs;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.Hostile;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GroupByTraceProcessorTest {
  private final TestSettings settings = TestSettings.of("group_by_trace");
  private final RecordingConsumer next = new RecordingConsumer();
  private final FakeClock clock = new FakeClock();

  private Processor started(String yaml) {
    Processor processor =
        new GroupByTraceFactory()
            .create(
                settings.settings(),
                Configs.bind(GroupByTraceConfig.class, yaml),
                Signal.TRACES,
                next);
    processor.start(new TestHost(clock));
    return processor;
  }

  private Deadline soon() {
    return Deadline.in(clock, Duration.ofSeconds(1));
  }

  private static String span(int trace, int number) {
    return "{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"startTimeUnixNano\":\"%d\",\"name\":\"%s\"}"
        .formatted(trace, number, number, "s".repeat(20));
  }

  private static String resource(String name, String... spans) {
    return "{\"resource\":{\"attributes\":"
        + Requests.attributes("service.name", "{\"stringValue\":\"" + name + "\"}")
        + "},\"scopeSpans\":[{\"scope\":{\"name\":\"lib\"},\"spans\":["
        + String.join(",", spans)
        + "],\"schemaUrl\":\"u\"}]}";
  }

  private static Telemetry traces(String... resources) {
    return Requests.json(
        Signal.TRACES, "{\"resourceSpans\":[" + String.join(",", resources) + "]}");
  }

  /** The number of the trace of each span, in order. */
  private static List<Integer> order(Telemetry telemetry) {
    List<Integer> order = new ArrayList<>();
    for (Slice chunk : telemetry.payload().chunks()) {
      ExportTraceServiceRequestView view = new ExportTraceServiceRequestView();
      view.wrap(chunk);
      for (var group = view.resourceSpans(); group.next(); ) {
        for (var scope = group.item().scopeSpans(); scope.next(); ) {
          for (var span = scope.item().spans(); span.next(); ) {
            order.add((int) span.item().traceId().at(15));
          }
        }
      }
    }
    return order;
  }

  private long booked(String what) {
    return settings.ledger().booked().getOrDefault(what, 0L);
  }

  @Test
  void spansOfATraceWaitForEachOther() {
    Processor processor = started("{}");
    assertThat(
            processor.consume(
                Context.EMPTY,
                traces(
                    resource("a", span(1, 1), span(2, 2), span(1, 3)), resource("b", span(2, 4)))))
        .isEqualTo(ConsumeResult.accepted());
    clock.advance(Duration.ofMillis(500));
    processor.consume(Context.EMPTY, traces(resource("c", span(1, 5))));
    assertThat(next.received()).isEmpty();
    assertThat(booked("held")).isEqualTo(5);
    assertThat(
            settings.meter().gauge("otelcol_processor_groupbytrace_num_traces_in_memory", Map.of()))
        .isEqualTo(2);
    clock.advance(Duration.ofMillis(500));
    assertThat(next.received()).hasSize(1);
    Telemetry sent = next.received().getLast().telemetry();
    assertThat(order(sent)).containsExactly(1, 1, 1, 2, 2);
    assertThat(Numbered.numbers(sent)).containsExactly(1L, 3L, 5L, 2L, 4L);
    assertThat(Requests.text(sent))
        .isEqualTo(
            Requests.text(
                traces(
                    resource("a", span(1, 1), span(1, 3)),
                    resource("c", span(1, 5)),
                    resource("a", span(2, 2)),
                    resource("b", span(2, 4)))));
    assertThat(booked("held")).isZero();
    assertThat(settings.meter().count("otelcol_processor_groupbytrace_traces_released"))
        .isEqualTo(2);
    assertThat(settings.meter().count("otelcol_processor_groupbytrace_spans_released"))
        .isEqualTo(5);
    assertThat(clock.pending()).isZero();
  }

  @Test
  void eachTraceWaitsFromItsFirstSpan() {
    Processor processor = started("{wait_duration: 10s}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    clock.advance(Duration.ofSeconds(6));
    processor.consume(Context.EMPTY, traces(resource("a", span(2, 2))));
    clock.advance(Duration.ofSeconds(4));
    assertThat(order(next.received().getLast().telemetry())).containsExactly(1);
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 3))));
    clock.advance(Duration.ofSeconds(6));
    assertThat(order(next.received().getLast().telemetry())).containsExactly(2);
    clock.advance(Duration.ofSeconds(4));
    assertThat(order(next.received().getLast().telemetry())).containsExactly(1);
    assertThat(next.items()).isEqualTo(3);
  }

  @Test
  void atTheLimitTheOldestGoesOnAtOnce() {
    Processor processor = started("{num_traces: 2}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1), span(2, 2))));
    processor.consume(Context.EMPTY, traces(resource("a", span(2, 3))));
    assertThat(next.received()).isEmpty();
    processor.consume(Context.EMPTY, traces(resource("a", span(3, 4))));
    assertThat(order(next.received().getLast().telemetry())).containsExactly(1);
    assertThat(settings.meter().count("otelcol_processor_groupbytrace_traces_evicted"))
        .isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(order(next.received().getLast().telemetry())).containsExactly(2, 2, 3);
    assertThat(settings.meter().gauge("otelcol_processor_groupbytrace_conf_num_traces", Map.of()))
        .isEqualTo(2);
  }

  @Test
  void aRequestWithMoreTracesThanTheLimitIsTakenByAnEmptyStore() {
    Processor processor = started("{num_traces: 1}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    processor.consume(Context.EMPTY, traces(resource("a", span(2, 2), span(3, 3))));
    assertThat(next.items()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(next.items()).isEqualTo(3);
  }

  @Test
  void whereTheOldestCannotGoOnARequestIsRefused() {
    Processor processor = started("{num_traces: 1}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    ConsumeResult busy = ConsumeResult.unavailable("busy", Duration.ofSeconds(7));
    next.answering(busy);
    assertThat(processor.consume(Context.EMPTY, traces(resource("a", span(2, 2))))).isEqualTo(busy);
    assertThat(booked("held")).isEqualTo(1);
    assertThat(settings.ledger().returnedWhole()).isEqualTo(1);
    next.answering(ConsumeResult.accepted());
    assertThat(processor.consume(Context.EMPTY, traces(resource("a", span(2, 2)))).isAccepted())
        .isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(order(next.received().getLast().telemetry())).containsExactly(2);
    assertThat(booked("held")).isZero();
    assertThat(settings.ledger().removed()).isZero();
  }

  @Test
  void aBusyDestinationIsTriedAgain() {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    next.answering(ConsumeResult.unavailable("busy", Duration.ofSeconds(3)));
    clock.advance(Duration.ofSeconds(1));
    assertThat(next.received()).hasSize(1);
    assertThat(booked("held")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(2));
    assertThat(next.received()).hasSize(1);
    next.answering(ConsumeResult.accepted());
    clock.advance(Duration.ofSeconds(1));
    assertThat(next.received()).hasSize(2);
    assertThat(settings.ledger().booked()).isEmpty();
  }

  @Test
  void whatIsRefusedForGoodIsDropped() {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1), span(1, 2))));
    next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
    clock.advance(Duration.ofSeconds(1));
    assertThat(settings.ledger().booked()).containsExactlyEntriesOf(Map.of("dropped{refused}", 2L));
    assertThat(processor.consume(Context.EMPTY, traces(resource("a", span(1, 1)))).isAccepted())
        .isTrue();
  }

  @Test
  void shutdownHandsAllOn() {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1), span(2, 2))));
    processor.shutdown(soon());
    assertThat(next.items()).isEqualTo(2);
    assertThat(settings.ledger().booked()).isEmpty();
    assertThat(clock.pending()).isZero();
  }

  @Test
  void whatShutdownCannotHandOnIsBooked() throws Exception {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    next.answering(ConsumeResult.unavailable("busy", null));
    clock.advance(Duration.ofSeconds(1));
    processor.consume(Context.EMPTY, traces(resource("a", span(2, 2), span(2, 3))));
    next.answering(ConsumeResult.unavailable("busy", Duration.ofMillis(400)));
    Thread ending = Thread.startVirtualThread(() -> processor.shutdown(soon()));
    Waits.await(clock, Duration.ofMillis(400));
    clock.advance(Duration.ofSeconds(1));
    ending.join();
    assertThat(settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("dropped{shutdown}", 3L));
  }

  @Test
  void shutdownTriesAgainUntilTheDeadline() throws Exception {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    next.answering(ConsumeResult.unavailable("busy", Duration.ofMillis(300)));
    Thread ending = Thread.startVirtualThread(() -> processor.shutdown(soon()));
    Waits.await(clock, Duration.ofMillis(300));
    next.answering(ConsumeResult.accepted());
    clock.advance(Duration.ofMillis(300));
    ending.join();
    assertThat(next.items()).isEqualTo(2);
    assertThat(settings.ledger().booked()).isEmpty();
  }

  @Test
  void whatComesDuringTheShutdownIsHandedOnToo() {
    AtomicReference<Processor> late = new AtomicReference<>();
    Processor processor = started("{num_traces: 1}");
    late.set(processor);
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    next.answering(
        (context, telemetry) -> {
          Processor ending = late.getAndSet(null);
          if (ending != null) { // while room is made for the second request
            ending.shutdown(soon());
          }
          return ConsumeResult.accepted();
        });
    assertThat(processor.consume(Context.EMPTY, traces(resource("a", span(2, 2)))).isAccepted())
        .isTrue();
    assertThat(next.items()).isEqualTo(2);
    assertThat(settings.ledger().booked()).isEmpty();
    assertThat(clock.pending()).isZero();
  }

  @Test
  void spansWithOtherMetadataAreKeptApart() {
    Processor processor = started("{}");
    for (String tenant : List.of("a", "b", "a")) {
      processor.consume(
          Context.of(
              new ClientInfo("10.0.0.1:4000", "grpc"),
              Metadata.of(Map.of("tenant", List.of(tenant)))),
          traces(resource(tenant, span(1, 1))));
    }
    clock.advance(Duration.ofSeconds(1));
    assertThat(next.received())
        .extracting(call -> call.context().metadata().get("tenant").getFirst())
        .containsExactly("a", "b");
    assertThat(next.received())
        .extracting(call -> call.telemetry().itemCount())
        .isEqualTo(List.of(2, 1));
  }

  @Test
  void theBytesOfARequestCountUntilItsLastTraceIsHandedOn() {
    ByteAccount account = new ByteAccount();
    Admission admission =
        new Admission() {
          @Override
          public boolean tryAcquire(long bytes) {
            return account.tryAcquire(bytes, Long.MAX_VALUE);
          }

          @Override
          public void release(long bytes) {
            account.release(bytes);
          }
        };
    Processor processor = started("{num_traces: 2}");
    Reservation reservation = Reservation.of(admission, 100);
    processor.consume(
        Context.EMPTY.withReservation(reservation), traces(resource("a", span(1, 1), span(2, 2))));
    if (reservation != null) {
      reservation.close();
    }
    assertThat(account.held()).isEqualTo(100);
    processor.consume(Context.EMPTY, traces(resource("a", span(3, 3))));
    assertThat(next.items()).isEqualTo(1);
    assertThat(account.held()).isEqualTo(100);
    clock.advance(Duration.ofSeconds(1));
    assertThat(account.held()).isZero();
  }

  @Test
  void damagedRequestsAreToldAndNotHeld() {
    Processor processor = started("{}");
    for (Telemetry hostile : Hostile.of(Signal.TRACES)) {
      try {
        assertThat(processor.consume(Context.EMPTY, hostile).isAccepted()).isTrue();
      } catch (MalformedTelemetryException told) {
        assertThat(told.getMessage()).isNotEmpty();
      }
    }
    processor.shutdown(soon());
    assertThat(booked("held")).isZero();
  }

  @Property(tries = 100)
  void everySpanComesOnceAndTracesComeWhole(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 9) Integer> traces,
      @ForAll @IntRange(min = 1, max = 7) int perRequest) {
    GroupByTraceProcessorTest fresh = new GroupByTraceProcessorTest();
    Processor processor = fresh.started("{}");
    for (int i = 0; i < traces.size(); i += perRequest) {
      String[] spans =
          IntStream.range(i, Math.min(traces.size(), i + perRequest))
              .mapToObj(j -> span(traces.get(j), j + 1))
              .toArray(String[]::new);
      processor.consume(Context.EMPTY, traces(resource("a", spans)));
    }
    fresh.clock.advance(Duration.ofSeconds(1));
    assertThat(fresh.next.received()).hasSize(1);
    Telemetry sent = fresh.next.received().getLast().telemetry();
    assertThat(Numbered.numbers(sent))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, traces.size()).boxed().toList());
    List<Integer> order = order(sent);
    List<Integer> changes = new ArrayList<>();
    for (int trace : order) {
      if (changes.isEmpty() || changes.getLast() != trace) {
        changes.add(trace);
      }
    }
    assertThat(changes).doesNotHaveDuplicates();
  }

  @Test
  void defaults() {
    assertThat(Configs.bind(GroupByTraceConfig.class, "{}"))
        .isEqualTo(new GroupByTraceConfig(1_000_000, 1, Duration.ofSeconds(1), false, false));
    assertThat(new GroupByTraceFactory().aliases()).containsExactly("groupbytrace");
  }

  @Test
  void problems() {
    assertThat(
            Configs.problems(
                GroupByTraceConfig.class,
                """
                num_traces: 0
                num_workers: 0
                wait_duration: -1s
                discard_orphans: true
                store_on_disk: true
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("1: num_traces: must be 1 or more"),
            p -> assertThat(p).startsWith("2: num_workers: must be 1 or more"),
            p -> assertThat(p).startsWith("3: wait_duration: must not be negative"),
            p -> assertThat(p).startsWith("4: discard_orphans: is not supported"),
            p -> assertThat(p).startsWith("5: store_on_disk: is not supported"));
  }
}
