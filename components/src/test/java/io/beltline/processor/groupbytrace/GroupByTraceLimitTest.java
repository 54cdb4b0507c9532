package io.beltline.processor.groupbytrace;

import static io.beltline.processor.groupbytrace.Grouping.order;
import static io.beltline.processor.groupbytrace.Grouping.resource;
import static io.beltline.processor.groupbytrace.Grouping.span;
import static io.beltline.processor.groupbytrace.Grouping.traces;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Processor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens at the limit of traces. */
class GroupByTraceLimitTest {
  private final Grouping grouping = new Grouping();

  @Test
  void atTheLimitTheOldestGoesOnAtOnce() {
    Processor processor = grouping.started("{num_traces: 2}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1), span(2, 2))));
    processor.consume(Context.EMPTY, traces(resource("a", span(2, 3))));
    assertThat(grouping.next.received()).isEmpty();
    processor.consume(Context.EMPTY, traces(resource("a", span(3, 4))));
    assertThat(order(grouping.next.received().getLast().telemetry())).containsExactly(1);
    assertThat(grouping.settings.meter().count("otelcol_processor_groupbytrace_traces_evicted"))
        .isEqualTo(1);
    grouping.clock.advance(Duration.ofSeconds(1));
    assertThat(order(grouping.next.received().getLast().telemetry())).containsExactly(2, 2, 3);
    assertThat(
            grouping
                .settings
                .meter()
                .gauge("otelcol_processor_groupbytrace_conf_num_traces", Map.of()))
        .isEqualTo(2);
  }

  @Test
  void aRequestWithMoreTracesThanTheLimitIsTakenByAnEmptyStore() {
    Processor processor = grouping.started("{num_traces: 1}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    processor.consume(Context.EMPTY, traces(resource("a", span(2, 2), span(3, 3))));
    assertThat(grouping.next.items()).isEqualTo(1);
    grouping.clock.advance(Duration.ofSeconds(1));
    assertThat(grouping.next.items()).isEqualTo(3);
  }

  @Test
  void whereTheOldestCannotGoOnARequestIsRefused() {
    Processor processor = grouping.started("{num_traces: 1}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    ConsumeResult busy = ConsumeResult.unavailable("busy", Duration.ofSeconds(7));
    grouping.next.answering(busy);
    assertThat(processor.consume(Context.EMPTY, traces(resource("a", span(2, 2))))).isEqualTo(busy);
    assertThat(grouping.booked("held")).isEqualTo(1);
    assertThat(grouping.settings.ledger().returnedWhole()).isEqualTo(1);
    grouping.next.answering(ConsumeResult.accepted());
    assertThat(processor.consume(Context.EMPTY, traces(resource("a", span(2, 2)))).isAccepted())
        .isTrue();
    grouping.clock.advance(Duration.ofSeconds(1));
    assertThat(order(grouping.next.received().getLast().telemetry())).containsExactly(2);
    assertThat(grouping.booked("held")).isZero();
    assertThat(grouping.settings.ledger().removed()).isZero();
  }
}
