package io.beltline.processor.groupbytrace;

import static io.beltline.processor.groupbytrace.Grouping.resource;
import static io.beltline.processor.groupbytrace.Grouping.span;
import static io.beltline.processor.groupbytrace.Grouping.traces;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Processor;
import io.beltline.api.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What destinations answer. */
class GroupByTraceDestinationTest {
  private final Grouping grouping = new Grouping();

  @Test
  void aBusyDestinationIsTriedAgain() {
    Processor processor = grouping.started("{}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1))));
    grouping.next.answering(ConsumeResult.unavailable("busy", Duration.ofSeconds(3)));
    grouping.clock.advance(Duration.ofSeconds(1));
    assertThat(grouping.next.received()).hasSize(1);
    assertThat(grouping.booked("held")).isEqualTo(1);
    grouping.clock.advance(Duration.ofSeconds(2));
    assertThat(grouping.next.received()).hasSize(1);
    grouping.next.answering(ConsumeResult.accepted());
    grouping.clock.advance(Duration.ofSeconds(1));
    assertThat(grouping.next.received()).hasSize(2);
    assertThat(grouping.settings.ledger().booked()).isEmpty();
  }

  @Test
  void whatIsRefusedForGoodIsDropped() {
    Processor processor = grouping.started("{}");
    processor.consume(Context.EMPTY, traces(resource("a", span(1, 1), span(1, 2))));
    grouping.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
    grouping.clock.advance(Duration.ofSeconds(1));
    assertThat(grouping.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("dropped{refused}", 2L));
    assertThat(processor.consume(Context.EMPTY, traces(resource("a", span(1, 1)))).isAccepted())
        .isTrue();
  }
}
