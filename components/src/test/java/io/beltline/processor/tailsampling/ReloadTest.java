package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static io.beltline.processor.tailsampling.Sampling.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a processor leaves to the one that takes its place. */
class ReloadTest {
  private static final String ERRORS =
      "{name: errors, type: status_code, status_code: {status_codes: [ERROR]}}";
  private static final String SLOW = "{name: slow, type: latency, latency: {threshold_ms: 100}}";
  private static final String ERROR = status(2);

  private static String config(String policies, String more) {
    return "{policies: [" + policies + "]" + more + "}";
  }

  @Test
  void tracesGoOnWaitingWhereTheyWere() {
    Sampling sampling = new Sampling(config(ERRORS, ""));
    sampling.take(plain(span(1, 1), span(2, 2), span(3, 3)));
    sampling.pass(Duration.ofSeconds(10));
    sampling.reload(config(ERRORS, ", num_traces: 100"));
    assertThat(sampling.booked("held")).isEqualTo(3);
    sampling.take(plain(span(1, 4, ERROR)));
    sampling.pass(Duration.ZERO);
    assertThat(sampling.sent()).containsExactly(1, 4);
    sampling.pass(Duration.ofSeconds(19));
    assertThat(sampling.booked("held")).isEqualTo(2);
    sampling.pass(Duration.ofSeconds(1));
    assertThat(sampling.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("sampled_out{not_sampled}", 2L));
  }

  @Test
  void otherPoliciesLookAtWhatHasComeAlready() {
    Sampling sampling = new Sampling(config(SLOW, ""));
    sampling.take(plain(span(1, 1, ERROR), span(2, 2)));
    sampling.take(plain(span(1, 3)));
    sampling.pass(Duration.ofSeconds(10));
    sampling.reload(config(ERRORS, ", decision_wait: 15s"));
    sampling.pass(Duration.ZERO);
    assertThat(sampling.sent()).containsExactlyInAnyOrder(1, 3);
    assertThat(sampling.booked("held")).isEqualTo(1);
    sampling.pass(Duration.ofSeconds(4));
    assertThat(sampling.booked("held")).isEqualTo(1);
    sampling.pass(Duration.ofSeconds(1));
    assertThat(sampling.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("sampled_out{not_sampled}", 1L));
  }

  @Test
  void decisionsAreRemembered() {
    Sampling sampling = new Sampling(config(ERRORS, ""));
    sampling.take(plain(span(1, 1, ERROR), span(2, 2)));
    sampling.pass(Duration.ofSeconds(31));
    sampling.reload(config(SLOW, ", num_traces: 10"));
    sampling.take(plain(span(1, 3), span(2, 4)));
    assertThat(sampling.sent()).containsExactly(1, 3);
    assertThat(sampling.booked("sampled_out{not_sampled}")).isEqualTo(2);
  }

  @Test
  void whatCouldNotBeSentYetIsSentByTheNext() {
    for (String next : new String[] {ERRORS, SLOW}) {
      Sampling sampling = new Sampling(config(ERRORS, ""));
      sampling.next.answering(ConsumeResult.unavailable("busy", Duration.ofSeconds(60)));
      sampling.take(plain(span(1, 1), span(2, 2)));
      sampling.take(plain(span(1, 3, ERROR)));
      sampling.pass(Duration.ZERO);
      sampling.take(plain(span(2, 4, ERROR)));
      sampling.reload(config(next, ""));
      assertThat(sampling.booked("held")).isEqualTo(4);
      int before = sampling.sent().size();
      sampling.next.answering(ConsumeResult.accepted());
      sampling.pass(Duration.ofSeconds(60));
      assertThat(sampling.sent().subList(before, sampling.sent().size()))
          .containsExactlyInAnyOrder(1, 2, 3, 4);
      assertThat(sampling.settings.ledger().booked()).isEmpty();
    }
  }

  @Test
  void aReloadThatFailsLeavesAllToTheOneThatIsStartedInstead() {
    Sampling sampling = new Sampling(config(ERRORS, ""));
    sampling.take(plain(span(1, 1), span(2, 2)));
    assertThatThrownBy(() -> sampling.reload(config(ERRORS, ", tail_storage: file_storage")))
        .isInstanceOf(ComponentException.class);
    sampling.reload(config(ERRORS, ""));
    assertThat(sampling.settings.ledger().booked()).isEqualTo(Map.of("held", 2L));
    sampling.take(plain(span(1, 3, ERROR)));
    sampling.pass(Duration.ZERO);
    assertThat(sampling.sent()).containsExactly(1, 3);
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("sampled_out{not_sampled}", 1L));
  }

  @Test
  void whoIsLateIsToldToComeBack() {
    Sampling sampling = new Sampling(config(ERRORS, ""));
    var before = sampling.processor;
    sampling.reload(config(ERRORS, ""));
    assertThat(before.consume(io.beltline.api.Context.EMPTY, Sampling.traces(plain(span(1, 1)))))
        .isInstanceOf(ConsumeResult.Retryable.class);
  }
}
