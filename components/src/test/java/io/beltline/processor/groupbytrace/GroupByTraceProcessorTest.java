package io.beltline.processor.groupbytrace;

import static io.beltline.processor.groupbytrace.Grouping.order;
import static io.beltline.processor.groupbytrace.Grouping.resource;
import static io.beltline.processor.groupbytrace.Grouping.span;
import static io.beltline.processor.groupbytrace.Grouping.traces;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ByteAccount;
import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Processor;
import io.beltline.api.Reservation;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.Hostile;
import io.beltline.testkit.Numbered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What becomes of spans that come one after the other. */
class GroupByTraceProcessorTest {
  private final Grouping grouping = new Grouping();

  @Test
  void spansOfATraceWaitForEachOther() {
    Processor processor = grouping.started("{}");
    assertThat(
            processor.consume(
                Context.EMPTY,
                traces(
                    resource("a", span(1, 1), span(2, 2), span(1, 3)), resource("b", span(2, 4)))))
        .isEqualTo(ConsumeResult.accepted());
    grouping.clock.advance(Duration.ofMillis(500));
    processor.consume(Context.EMPTY, traces(resource("c", span(1, 5))));
    assertThat(grouping.next.received()).isEmpty();
    assertThat(grouping.booked("held")).isEqualTo(5);
    assertThat(
            grouping
                .settings
                .meter()
                .gauge("otelcol_processor_groupbytrace_num_traces_in_memory", Map.of()))
        .isEqualTo(2);
    grouping.clock.advance(Duration.ofMillis(500));
    assertThat(grouping.next.received()).hasSize(1);
    Telemetry sent = grouping.next.received().getLast().telemetry();
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
    assertThat(grouping.booked("held")).isZero();
    assertThat(grouping.settings.meter().count("otelcol_processor_groupbytrace_traces_released"))
        .isEqualTo(2);
    assertThat(grouping.settings.meter().count("otelcol_processor_groupbytrace_spans_released"))
        .isEqualTo(5);
    assertThat(grouping.clock.pending()).isZero();
  }

  @Test
  void eachTraceWaitsFromItsFirstSpan() {
    Processor processor = grouping.started("{wait_duration: 10s}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    grouping.clock.advance(Duration.ofSeconds(6));
    processor.consume(Context.EMPTY, traces(resource("a", span(2, 2))));
    grouping.clock.advance(Duration.ofSeconds(4));
    assertThat(order(grouping.next.received().getLast().telemetry())).containsExactly(1);
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 3))));
    grouping.clock.advance(Duration.ofSeconds(6));
    assertThat(order(grouping.next.received().getLast().telemetry())).containsExactly(2);
    grouping.clock.advance(Duration.ofSeconds(4));
    assertThat(order(grouping.next.received().getLast().telemetry())).containsExactly(1);
    assertThat(grouping.next.items()).isEqualTo(3);
  }

  @Test
  void spansWithOtherMetadataAreKeptApart() {
    Processor processor = grouping.started("{}");
    for (String tenant : List.of("a", "b", "a")) {
      processor.consume(
          Context.of(
              new ClientInfo("10.0.0.1:4000", "grpc"),
              Metadata.of(Map.of("tenant", List.of(tenant)))),
          traces(resource(tenant, span(1, 1))));
    }
    grouping.clock.advance(Duration.ofSeconds(1));
    assertThat(grouping.next.received())
        .extracting(call -> call.context().metadata().get("tenant").getFirst())
        .containsExactly("a", "b");
    assertThat(grouping.next.received())
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
    Processor processor = grouping.started("{num_traces: 2}");
    Reservation reservation = Reservation.of(admission, 100);
    processor.consume(
        Context.EMPTY.withReservation(reservation), traces(resource("a", span(1, 1), span(2, 2))));
    if (reservation != null) {
      reservation.close();
    }
    assertThat(account.held()).isEqualTo(100);
    processor.consume(Context.EMPTY, traces(resource("a", span(3, 3))));
    assertThat(grouping.next.items()).isEqualTo(1);
    assertThat(account.held()).isEqualTo(100);
    grouping.clock.advance(Duration.ofSeconds(1));
    assertThat(account.held()).isZero();
  }

  @Test
  void damagedRequestsAreToldAndNotHeld() {
    Processor processor = grouping.started("{}");
    for (Telemetry hostile : Hostile.of(Signal.TRACES)) {
      try {
        assertThat(processor.consume(Context.EMPTY, hostile).isAccepted()).isTrue();
      } catch (MalformedTelemetryException told) {
        assertThat(told.getMessage()).isNotEmpty();
      }
    }
    processor.shutdown(grouping.soon());
    assertThat(grouping.booked("held")).isZero();
  }

  @Property(tries = 100, seed = "20261128")
  void everySpanComesOnceAndTracesComeWhole(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 9) Integer> traces,
      @ForAll @IntRange(min = 1, max = 7) int perRequest) {
    Grouping fresh = new Grouping();
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
}
