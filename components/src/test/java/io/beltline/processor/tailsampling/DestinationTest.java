package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.ERROR;
import static io.beltline.processor.tailsampling.Sampling.ERRORS;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What destinations answer, and who is told. */
class DestinationTest {
  @Test
  void whatIsDecidedAtOnceIsAnsweredByTheDestination() {
    Sampling sampling = Sampling.by(ERRORS);
    ConsumeResult busy = ConsumeResult.unavailable("busy", Duration.ofSeconds(3));
    sampling.next.answering(busy);
    assertThat(sampling.take(plain(span(1, 1, ERROR), span(2, 2)))).isEqualTo(busy);
    assertThat(sampling.booked("held")).isZero();
    sampling.next.answering(ConsumeResult.accepted());
    assertThat(sampling.take(plain(span(1, 1, ERROR), span(2, 2))).isAccepted()).isTrue();
    assertThat(sampling.booked("held")).isEqualTo(1);
    assertThat(sampling.sent()).containsExactly(1, 1);
  }

  @Test
  void whereTheRestHasNoRoomNothingGoesOnBefore() {
    Sampling sampling =
        new Sampling(
            "{num_traces: 1, decision_cache: {sampled_cache_size: 9}, policies: [{name: few, type:"
                + " span_count, span_count: {max_spans: 9}}, "
                + ERRORS
                + "]}");
    sampling.take(plain(span(1, 1, ERROR)));
    sampling.take(plain(span(2, 2)));
    sampling.take(plain(span(3, 3))); // the one before is decided, and not sent yet
    ConsumeResult busy = ConsumeResult.unavailable("busy", null);
    sampling.next.answering(
        (context, telemetry) ->
            Sampling.spans(telemetry).contains(2) ? busy : ConsumeResult.accepted());
    assertThat(sampling.take(plain(span(1, 4), span(4, 5)))).isEqualTo(busy);
    assertThat(sampling.sent()).containsExactly(1, 2);
    sampling.next.answering(ConsumeResult.accepted());
    assertThat(sampling.take(plain(span(1, 4), span(4, 5))).isAccepted()).isTrue();
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.sent()).containsOnlyOnce(4).contains(3, 5);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
  }

  @Test
  void whatIsRefusedForGoodAtOnceIsToldAndTheRestIsHeld() {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
    assertThat(sampling.take(plain(span(1, 1, ERROR), span(2, 2))))
        .isEqualTo(new Accepted(1, "never"));
    assertThat(sampling.settings.ledger().booked())
        .isEqualTo(Map.of("dropped{refused}", 1L, "held", 1L));
  }

  @Test
  void aBusyDestinationIsTriedAgain() {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1)));
    sampling.next.answering(ConsumeResult.unavailable("busy", Duration.ofSeconds(3)));
    assertThat(sampling.take(plain(span(1, 2, ERROR))).isAccepted()).isTrue();
    sampling.pass(Duration.ofSeconds(2));
    assertThat(sampling.next.received()).hasSize(1);
    assertThat(sampling.booked("held")).isEqualTo(2);
    sampling.next.answering(ConsumeResult.accepted());
    sampling.pass(Duration.ofSeconds(1));
    assertThat(sampling.next.received()).hasSize(2);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.clock.pending()).isZero();
  }

  @Test
  void whatIsRefusedForGoodLaterIsDropped() {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1)));
    sampling.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
    sampling.take(plain(span(1, 2, ERROR)));
    sampling.pass(Duration.ZERO);
    assertThat(sampling.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("dropped{refused}", 2L));
  }
}
