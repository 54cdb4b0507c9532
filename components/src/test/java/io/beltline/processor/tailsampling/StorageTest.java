package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.ERROR;
import static io.beltline.processor.tailsampling.Sampling.ERRORS;
import static io.beltline.processor.tailsampling.Sampling.SLOW;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ClientInfo;
import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a processor with a storage keeps over its lives. */
class StorageTest {
  private static final ConsumeResult BUSY = ConsumeResult.unavailable("busy", null);

  @TempDir private Path folder;

  private static String config(String policies, String more) {
    return "{tail_storage: file_storage, policies: [" + policies + "]" + more + "}";
  }

  private static String errors() {
    return config(ERRORS, "");
  }

  @Test
  void pendingTracesSurviveAKillAndTheTimeBetweenDoesNotCount() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      lives.now.take(plain(span(1, 1), span(2, 2)));
      lives.now.pass(Duration.ofSeconds(5));
      lives.now.take(plain(span(2, 3), span(3, 4)));
      lives.now.pass(Duration.ofSeconds(5));
      lives.kill(errors());
      assertThat(lives.now.settings.ledger().booked())
          .isEqualTo(Map.of("created{recovered}", 4L, "held", 4L));
      lives.now.take(plain(span(2, 5, ERROR)));
      lives.now.pass(Duration.ZERO);
      assertThat(lives.now.sent()).containsExactlyInAnyOrder(2, 3, 5);
      lives.now.pass(Duration.ofMillis(24_900));
      assertThat(lives.now.booked("held")).isEqualTo(2);
      lives.now.pass(Duration.ofMillis(200));
      assertThat(lives.now.booked("held")).isEqualTo(1);
      lives.now.pass(Duration.ofSeconds(5));
      assertThat(lives.now.booked("held")).isZero();
      assertThat(lives.now.booked("sampled_out{not_sampled}")).isEqualTo(2);
    }
  }

  @Test
  void decisionsSurviveAKill() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      lives.now.take(plain(span(1, 1, ERROR), span(2, 2), span(3, 3)));
      lives.now.pass(Duration.ofSeconds(31));
      lives.kill(config(SLOW, ""));
      lives.kill(errors());
      lives.now.take(plain(span(1, 4), span(2, 5, ERROR), span(4, 6)));
      assertThat(lives.now.sent()).containsExactly(1, 4);
      assertThat(lives.now.booked("sampled_out{not_sampled}")).isEqualTo(1);
      assertThat(lives.now.booked("held")).isEqualTo(1);
    }
  }

  @Test
  void whatWasSentIsNotSentAgainAndTheRestOfItsRequestIsStillHeld() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      lives.now.take(plain(span(1, 1), span(2, 2), span(1, 3)), plain(span(1, 4), span(2, 5)));
      lives.now.take(plain(span(1, 6, ERROR)));
      lives.now.pass(Duration.ZERO);
      assertThat(lives.now.sent()).containsExactly(1, 3, 4, 6);
      lives.kill(errors());
      assertThat(lives.now.booked("held")).isEqualTo(2);
      lives.now.pass(Duration.ofSeconds(1));
      assertThat(lives.now.sent()).hasSize(4);
      lives.now.take(plain(span(2, 7, ERROR)));
      lives.now.pass(Duration.ZERO);
      assertThat(lives.now.sent().subList(4, 7)).containsExactlyInAnyOrder(2, 5, 7);
      lives.kill(errors());
      assertThat(lives.now.booked("created{recovered}")).isZero();
    }
  }

  @Test
  void whatIsKeptAndNotTakenYetIsSentInTheNextLife() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      lives.now.take(plain(span(1, 1)));
      lives.now.next.answering(BUSY);
      lives.now.take(plain(span(1, 2, ERROR)));
      lives.now.pass(Duration.ZERO);
      lives.now.next.answering(ConsumeResult.accepted());
      lives.kill(config(SLOW, ""));
      lives.now.pass(Duration.ZERO);
      assertThat(lives.now.sent()).containsExactly(1, 2, 1, 2);
      assertThat(lives.now.states()).containsOnly("ot=th:0");
      assertThat(lives.now.booked("held")).isZero();
    }
  }

  @Test
  void nothingOfARefusedRequestIsKept() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      lives.now.next.answering(BUSY);
      assertThat(lives.now.take(plain(span(1, 1, ERROR), span(2, 2)))).isEqualTo(BUSY);
      lives.now.next.answering(ConsumeResult.accepted());
      lives.kill(errors());
      assertThat(lives.now.booked("created{recovered}")).isZero();
      lives.now.take(plain(span(1, 1, ERROR), span(2, 2)));
      lives.kill(errors());
      assertThat(lives.now.booked("held")).isEqualTo(1);
    }
  }

  @Test
  void atTheLimitOfTheStorageSendersComeBack() {
    try (StoredLives lives =
        new StoredLives(folder, "segment_size: 65536, max_queue_size: 1000", errors())) {
      int taken = 0;
      while (lives.now.take(plain(span(taken, taken))).isAccepted()) {
        taken++;
      }
      assertThat(taken).isBetween(3, 30);
      assertThat(lives.now.take(plain(span(99, 99))))
          .isInstanceOfSatisfying(
              ConsumeResult.Retryable.class,
              told -> assertThat(told.message()).contains("max_queue_size"));
      assertThat(lives.now.booked("held")).isEqualTo(taken);
      assertThat(lives.now.take(plain(span(99, 99, ERROR))).isAccepted()).isTrue();
      lives.now.pass(Duration.ofSeconds(30));
      assertThat(lives.now.take(plain(span(98, 98))).isAccepted()).isTrue();
    }
  }

  @Test
  void aRestartInGoodOrderDecidesNothingBeforeItsTime() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      lives.now.take(plain(span(1, 1), span(2, 2)));
      lives.restart(errors());
      assertThat(lives.now.sent()).isEmpty();
      lives.now.take(plain(span(1, 3, ERROR)));
      lives.now.pass(Duration.ofSeconds(30));
      assertThat(lives.now.sent()).containsExactly(1, 3);
    }
  }

  @Test
  void aRestartDropsWhatWaitsWhereThatIsAskedFor() {
    String drops = config(ERRORS, ", drop_pending_traces_on_shutdown: true");
    try (StoredLives lives = new StoredLives(folder, drops)) {
      lives.now.take(plain(span(1, 1), span(2, 2)));
      Sampling first = lives.now;
      lives.restart(drops);
      assertThat(first.settings.ledger().booked()).isEqualTo(Map.of("dropped{shutdown}", 2L));
      assertThat(lives.now.settings.ledger().booked()).isEmpty();
    }
  }

  @Test
  void notesAreWrittenAnewAndStillKnown() {
    String config = config(ERRORS, ", decision_wait: 1s");
    try (StoredLives lives = new StoredLives(folder, "segment_size: 1048576", config)) {
      int trace = 1;
      for (int request = 0; request < 80; request++) {
        List<String> spans = new ArrayList<>();
        for (int i = 0; i < 1000; i++, trace++) {
          spans.add(span(trace, trace, i % 20 == 0 ? ERROR : ""));
        }
        lives.now.take(plain(spans.toArray(String[]::new)));
        lives.now.pass(Duration.ofSeconds(2));
      }
      int sent = lives.now.sent().size();
      assertThat(sent).isEqualTo(4000);
      lives.kill(config);
      assertThat(lives.now.booked("created{recovered}")).isZero();
      lives.now.take(plain(span(trace - 1000, 1), span(trace - 999, 2), span(trace - 40_000, 3)));
      assertThat(lives.now.sent().subList(sent, lives.now.sent().size())).containsExactly(1, 3);
      assertThat(lives.now.booked("sampled_out{not_sampled}")).isEqualTo(1);
    }
  }

  @Test
  void metadataSurvives() {
    try (StoredLives lives = new StoredLives(folder, errors())) {
      Context context =
          Context.of(
              new ClientInfo("10.0.0.1:4000", "grpc"), Metadata.of(Map.of("tenant", List.of("a"))));
      lives.now.processor.consume(context, Sampling.traces(plain(span(1, 1))));
      lives.kill(errors());
      lives.now.processor.consume(context, Sampling.traces(plain(span(1, 2, ERROR))));
      lives.now.pass(Duration.ZERO);
      assertThat(lives.now.next.received())
          .extracting(call -> call.context().metadata().get("tenant"))
          .containsExactly(List.of("a"));
      assertThat(lives.now.sent()).containsExactly(1, 2);
    }
  }

  @Test
  void aStorageThatIsNotThereIsTold() {
    assertThatThrownBy(() -> new Sampling(errors()))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("tail_storage: \"file_storage\" is no storage extension that runs");
  }
}
