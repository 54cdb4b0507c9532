package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.ERROR;
import static io.beltline.processor.tailsampling.Sampling.errors;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What happens at limits. */
class LimitsTest {
  @Test
  void atTheLimitOfTracesTheOldestIsDecided() {
    Sampling sampling =
        new Sampling(
            "{num_traces: 2, policies: [{name: two, type: span_count, span_count: {min_spans: 1,"
                + " max_spans: 2}}]}");
    sampling.take(plain(span(1, 1), span(2, 2)));
    sampling.take(plain(span(2, 3), span(3, 4)));
    sampling.pass(Duration.ZERO);
    assertThat(sampling.sent()).containsExactly(1);
    assertThat(sampling.booked("held")).isEqualTo(3);
    assertThat(sampling.count("sampling_trace_dropped_too_early", Map.of())).isEqualTo(1);
  }

  @Test
  void atTheLimitOfBytesTheOldestIsDecided() {
    Sampling sampling = new Sampling(errors("maximum_pending_bytes: 3000"));
    for (int i = 1; i <= 100; i++) {
      assertThat(sampling.take(plain(span(i, i))).isAccepted()).isTrue();
      assertThat(sampling.gauge("pending_bytes")).isLessThanOrEqualTo(3000);
    }
    assertThat(sampling.booked("held")).isBetween(5L, 12L);
    assertThat(sampling.booked("held") + sampling.booked("sampled_out{not_sampled}"))
        .isEqualTo(100);
    assertThat(sampling.next.received()).isEmpty();
  }

  @Test
  void atTheLimitOfBytesNoMoreAreDecidedThanNeededAlsoWhereTheyAreKept() {
    Sampling sampling =
        new Sampling(
            "{maximum_pending_bytes: 6000, policies: [{name: few, type: span_count,"
                + " span_count: {max_spans: 9}}]}");
    int taken = 0;
    while (sampling.count("sampling_trace_dropped_too_early", Map.of()) == 0) {
      taken++;
      assertThat(sampling.take(plain(span(taken, taken))).isAccepted()).isTrue();
    }
    assertThat(taken).isGreaterThan(10);
    assertThat(sampling.count("sampling_trace_dropped_too_early", Map.of())).isBetween(1L, 2L);
    sampling.pass(Duration.ZERO);
    assertThat(sampling.sent()).hasSizeBetween(1, 2);
  }

  @Test
  void whereWhatIsKeptCannotGoOnSendersComeBack() {
    Sampling sampling =
        new Sampling(
            "{num_traces: 1, maximum_pending_bytes: 1, policies: [{name: all, type: span_count,"
                + " span_count: {min_spans: 1, max_spans: 9}}]}");
    ConsumeResult busy = ConsumeResult.unavailable("busy", Duration.ofSeconds(7));
    assertThat(sampling.take(plain(span(1, 1))).isAccepted()).isTrue();
    sampling.next.answering(busy);
    assertThat(sampling.take(plain(span(2, 2))).isAccepted()).isTrue(); // the oldest is decided
    assertThat(sampling.take(plain(span(3, 3)))).isEqualTo(busy);
    assertThat(sampling.booked("held")).isEqualTo(2);
    sampling.next.answering(ConsumeResult.accepted());
    assertThat(sampling.take(plain(span(3, 3))).isAccepted()).isTrue();
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.sent()).endsWith(2, 3);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
  }

  @Test
  void sendersWaitForRoomWhereThatIsAskedFor() {
    Sampling sampling = new Sampling(errors("num_traces: 1, block_on_overflow: true"));
    sampling.take(plain(span(1, 1)));
    CompletableFuture<ConsumeResult> second = new CompletableFuture<>();
    Thread waiting =
        Thread.startVirtualThread(() -> second.complete(sampling.take(plain(span(2, 2)))));
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(second).isNotDone();
    sampling.pass(Duration.ofSeconds(30));
    assertThat(second.join().isAccepted()).isTrue();
    assertThat(sampling.booked("sampled_out{not_sampled}")).isEqualTo(1);
    CompletableFuture<ConsumeResult> third = new CompletableFuture<>();
    Thread stuck =
        Thread.startVirtualThread(() -> third.complete(sampling.take(plain(span(3, 3)))));
    while (stuck.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    sampling.shutdown();
    assertThat(third.join()).isInstanceOf(ConsumeResult.Retryable.class);
  }

  @Test
  void aTraceThatIsTooLargeIsDropped() {
    Sampling sampling = new Sampling(errors("maximum_trace_size_bytes: 100"));
    sampling.take(plain(span(1, 1)));
    assertThat(sampling.booked("held")).isEqualTo(1);
    sampling.take(plain(span(1, 2), span(1, 3, ERROR)));
    sampling.take(plain(span(1, 4, ERROR)));
    assertThat(sampling.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("dropped{trace_too_large}", 4L));
    assertThat(sampling.count("traces_dropped_too_large", Map.of())).isEqualTo(1);
  }
}
