package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.ERROR;
import static io.beltline.processor.tailsampling.Sampling.ERRORS;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of traces that are being sent when the end begins, and are refused. */
class EndWhileSendingTest {
  private static final String MEMORY = "{policies: [" + ERRORS + "]}";
  private static final String STORED = "{tail_storage: file_storage, policies: [" + ERRORS + "]}";
  private static final Duration LONG = Duration.ofHours(1);
  private static final ConsumeResult BUSY = ConsumeResult.unavailable("busy", null);

  @TempDir private Path folder;

  /** Begins to send a trace of two spans, then to end, then has the destination answer. */
  private static void refusedWhile(Sampling sampling, Runnable end, Thread.State waits)
      throws InterruptedException {
    CompletableFuture<ConsumeResult> answer = new CompletableFuture<>();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    sampling.take(plain(span(1, 1)));
    sampling.take(plain(span(1, 2, ERROR)));
    sampling.next.answering(
        (context, telemetry) -> asked.complete(true) ? answer.join() : ConsumeResult.accepted());
    Thread sending = Thread.startVirtualThread(() -> sampling.pass(Duration.ZERO));
    asked.join();
    Thread ending = Thread.startVirtualThread(end);
    while (ending.getState() != waits) {
      Thread.onSpinWait();
    }
    answer.complete(BUSY);
    sending.join();
    ending.join();
  }

  @Test
  void theShutdownTriesItAgain() throws Exception {
    Sampling sampling = new Sampling(MEMORY);
    refusedWhile(sampling, () -> sampling.shutdown(LONG), Thread.State.TIMED_WAITING);
    assertThat(sampling.sent()).containsExactly(1, 2, 1, 2);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
  }

  @Test
  void aReloadSendsItOrLeavesIt() throws Exception {
    Sampling sampling = new Sampling(MEMORY);
    refusedWhile(sampling, () -> sampling.reload(MEMORY, LONG), Thread.State.TIMED_WAITING);
    sampling.pass(Duration.ofSeconds(1));
    assertThat(sampling.sent()).containsExactly(1, 2, 1, 2);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
  }

  @Test
  void aReloadWithAStorageBooksItOnce() throws Exception {
    try (StoredLives lives = new StoredLives(folder, STORED)) {
      Sampling sampling = lives.now;
      refusedWhile(sampling, () -> sampling.reload(STORED, LONG), Thread.State.TIMED_WAITING);
      sampling.pass(Duration.ofSeconds(1));
      assertThat(sampling.sent()).containsExactly(1, 2, 1, 2);
      assertThat(sampling.settings.ledger().booked()).isEmpty();
    }
  }

  @Test
  void afterAShutdownThatDidNotWaitItIsBookedAsDropped() throws Exception {
    Sampling sampling = new Sampling(MEMORY);
    refusedWhile(sampling, () -> sampling.shutdown(Duration.ZERO), Thread.State.TERMINATED);
    assertThat(sampling.sent()).containsExactly(1, 2);
    assertThat(sampling.settings.ledger().booked()).isEqualTo(Map.of("dropped{shutdown}", 2L));
  }
}
