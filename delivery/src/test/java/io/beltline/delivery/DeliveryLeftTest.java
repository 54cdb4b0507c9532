package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whom an end concerns beside what waits: callers and dead letters. */
class DeliveryLeftTest {
  private static final ExportResult LATER = ExportResult.retry(Status.UNAVAILABLE, "busy", null);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Config PATIENT = Config.DEFAULTS.plainRetry(Duration.ZERO);

  private final DiskStorage storage = new DiskStorage();

  private Rig on(Config config) {
    return Rig.on(storage, config);
  }

  @Test
  void whoWaitsForAnAbsentDestinationIsToldToComeBackWhileReceiversEnd() {
    Config config = PATIENT.consumers(1).awaiting();
    Rig rig = on(config);
    rig.exporter.always(request -> LATER);
    var first = rig.sendAside(logs(0, 1));
    rig.clock.awaitPending(1);
    var second = rig.sendAside(logs(1, 1));
    rig.until(() -> rig.books().accepted() == 2);
    rig.hurry(true);
    assertThat(Rig.join(first)).isInstanceOf(Retryable.class);
    assertThat(Rig.join(second)).isInstanceOf(Retryable.class);
    rig.hurry(false);
    rig.shutdown(LONG);
    assertThat(rig.books().returned()).isEqualTo(2);
    assertThat(rig.books().kept()).isZero();
    assertThat(rig.books().residue()).isZero();
    assertThat(on(config).books().recovered()).isZero();
  }

  @Test
  void aLetterOnItsWayAgainStays() {
    Rig rig = Rig.allOn(storage, PATIENT.consumers(1));
    rig.exporter.then(ExportResult.refused(Action.DEAD_LETTER, Status.ofHttp(400), "odd"));
    rig.send(logs(0, 1));
    rig.until(() -> rig.books().deadLettered() == 1);
    rig.exporter.always(request -> LATER);
    long letter = rig.delivery().deadLetters().getFirst().id();
    assertThat(rig.delivery().redrive(letter).isAccepted()).isTrue();
    rig.clock.awaitPending(1);
    rig.shutdown(LONG);
    assertThat(rig.books().kept()).isEqualTo(1);
    assertThat(rig.books().residue()).isZero();
    Rig next = Rig.allOn(storage, PATIENT);
    assertThat(next.books().recovered()).isEqualTo(1);
    next.exporter.awaitDelivered(1);
    assertThat(next.end().kept()).isZero();
  }

  @Test
  void aDestinationThatIsForsakenKeepsNobodyWaiting() {
    Rig rig = Rig.of(PATIENT.consumers(1).awaiting());
    rig.exporter.always(request -> LATER);
    var tried = rig.sendAside(logs(0, 1));
    rig.clock.awaitPending(1);
    var waits = rig.sendAside(logs(1, 1));
    rig.until(() -> rig.books().accepted() == 2);
    rig.delivery().forsake();
    assertThat(Rig.join(tried))
        .isEqualTo(
            new Retryable(
                Status.UNAVAILABLE,
                "shutting down; the destination said UNAVAILABLE (503): busy",
                null));
    assertThat(Rig.join(waits)).isEqualTo(new Retryable(Status.UNAVAILABLE, "shutting down", null));
    assertThat(rig.exporter.requests()).hasSize(1);
    assertThat(rig.books().returned()).isEqualTo(2);
  }

  @Test
  void aDestinationThatIsForsakenGetsAllAsLongAsItTakesIt() {
    Rig rig = Rig.of(PATIENT.consumers(1).awaiting());
    rig.delivery().forsake();
    assertThat(rig.send(logs(0, 2)).isAccepted()).isTrue();
    rig.exporter.then(LATER);
    assertThat(rig.send(logs(2, 1))).isInstanceOf(Retryable.class);
    assertThat(rig.exporter.delivered()).containsExactly(0L, 1L);
    assertThat(rig.end().residue()).isZero();
  }
}
