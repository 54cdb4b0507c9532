package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.ERROR;
import static io.beltline.processor.tailsampling.Sampling.ERRORS;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.components.traces.Waits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of traces at shutdown, without a storage. */
class ShutdownTest {
  @Test
  void shutdownDecidesByWhatHasCome() {
    Sampling sampling =
        new Sampling("{policies: [{name: few, type: span_count, span_count: {max_spans: 1}}]}");
    sampling.take(plain(span(1, 1), span(2, 2)));
    sampling.shutdown();
    assertThat(sampling.sent()).containsExactly(1, 2);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
    assertThat(sampling.clock.pending()).isZero();
  }

  @Test
  void shutdownDropsWhereThatIsAskedFor() {
    Sampling sampling =
        new Sampling(
            "{drop_pending_traces_on_shutdown: true, policies: [{name: few, type: span_count,"
                + " span_count: {max_spans: 1}}]}");
    sampling.take(plain(span(1, 1), span(2, 2)));
    sampling.shutdown();
    assertThat(sampling.next.received()).isEmpty();
    assertThat(sampling.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("dropped{shutdown}", 2L));
  }

  @Test
  void whatShutdownCannotHandOnIsBooked() throws Exception {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1)));
    sampling.next.answering(ConsumeResult.unavailable("busy", null));
    sampling.take(plain(span(1, 2, ERROR)));
    sampling.pass(Duration.ZERO);
    sampling.take(plain(span(2, 3)));
    sampling.next.answering(ConsumeResult.unavailable("busy", Duration.ofMillis(400)));
    Thread ending = Thread.startVirtualThread(sampling::shutdown);
    Waits.await(sampling.clock, Duration.ofMillis(400));
    sampling.pass(Duration.ofSeconds(1));
    ending.join();
    assertThat(sampling.settings.ledger().booked())
        .isEqualTo(Map.of("dropped{shutdown}", 2L, "sampled_out{not_sampled}", 1L));
  }

  @Test
  void shutdownTriesAgainUntilTheDeadline() throws Exception {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1)));
    sampling.next.answering(ConsumeResult.unavailable("busy", Duration.ofMillis(300)));
    sampling.take(plain(span(1, 2, ERROR)));
    Thread ending = Thread.startVirtualThread(sampling::shutdown);
    Waits.await(sampling.clock, Duration.ofMillis(300));
    sampling.next.answering(ConsumeResult.accepted());
    sampling.pass(Duration.ofMillis(300));
    ending.join();
    assertThat(sampling.sent()).containsExactly(1, 2, 1, 2);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
  }
}
