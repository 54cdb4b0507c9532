package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Exporter.Outgoing;
import io.beltline.api.Status;
import io.beltline.delivery.DeadLetters.Listed;
import io.beltline.delivery.Rig.Config;
import io.beltline.model.Payload;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a policy withholds never comes to the queue or the exporter, and is booked. */
class DeliveryEgressTest {
  private static final Config GUARDED = Config.DEFAULTS.guarded();

  private static List<Long> numbers(Rig rig, long letter) {
    return Numbered.numbers(rig.delivery().deadLetter(letter).telemetry());
  }

  @Test
  void whatIsWithheldIsKeptOrDroppedAndTheRestDelivered() {
    Rig rig = Rig.configured(GUARDED);
    assertThat(rig.send(logs(1, 10))).isEqualTo(ConsumeResult.accepted());
    rig.exporter.awaitDelivered(5);
    rig.until(() -> rig.books().inFlight() == 0);
    assertThat(rig.exporter.delivered()).containsExactly(1L, 2L, 4L, 7L, 8L);
    List<Listed> letters = rig.delivery().deadLetters();
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().head().reason()).isEqualTo(DropReason.WITHHELD);
    assertThat(letters.getFirst().head().message()).isEqualTo("three");
    assertThat(letters.getFirst().head().rule()).isEqualTo(EgressPolicy.RULE);
    assertThat(numbers(rig, letters.getFirst().id())).containsExactly(3L, 6L, 9L);
    Books books = rig.end();
    assertThat(books.accepted()).isEqualTo(10);
    assertThat(books.delivered()).isEqualTo(5);
    assertThat(books.dropped(DropReason.WITHHELD)).isEqualTo(2 + 3); // and the letter of memory
    assertThat(books.residue()).isZero();
  }

  @Test
  void aRequestOfWhichNothingMayLeaveIsAccepted() {
    Rig rig = Rig.configured(GUARDED.noQueue());
    assertThat(rig.send(Numbered.of(List.of(5L, 10L), 0))).isEqualTo(ConsumeResult.accepted());
    assertThat(rig.exporter.requests()).isEmpty();
    assertThat(rig.books().dropped(DropReason.WITHHELD)).isEqualTo(2);
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void whereTheRestIsToComeAgainNothingIsWithheld() {
    Rig rig = Rig.configured(GUARDED.noQueue().noRetry());
    rig.exporter.then(ExportResult.retry(Status.UNAVAILABLE, "busy", null));
    assertThat(rig.send(logs(1, 10))).isInstanceOf(Retryable.class);
    assertThat(rig.delivery().deadLetters()).isEmpty();
    Books books = rig.end();
    assertThat(books.returned()).isEqualTo(10);
    assertThat(books.dropped(DropReason.WITHHELD)).isZero();
    assertThat(books.residue()).isZero();
  }

  @Test
  void aLetterIsSentAgainMasked() {
    Rig rig = Rig.configured(GUARDED);
    rig.send(logs(3, 1));
    rig.until(() -> rig.books().inFlight() == 0);
    assertThat(rig.delivery().redrive(rig.delivery().deadLetters().getFirst().id()))
        .isEqualTo(ConsumeResult.accepted());
    rig.exporter.awaitDelivered(1);
    assertThat(rig.exporter.delivered()).containsExactly(-3L);
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void whatARunWithoutThePolicyLeftOnDiskGoesOnMasked() {
    DiskStorage storage = new DiskStorage();
    Rig before = Rig.allOn(storage, Config.DEFAULTS);
    before.exporter.always(request -> ExportResult.retry(Status.UNAVAILABLE, "busy", null));
    before.send(logs(1, 6));
    before.exporter.awaitRequests(1);
    before.delivery().handOver();
    before.shutdown(Duration.ZERO);
    Rig after = Rig.allOn(storage, GUARDED);
    after.exporter.awaitDelivered(6);
    assertThat(after.exporter.delivered()).containsExactly(1L, 2L, -3L, 4L, -5L, -6L);
    assertThat(after.end().residue()).isZero();
  }

  @Test
  void theExporterAsksBeforeItSendsAndTheCulpritsAreFound() {
    Rig rig = Rig.configured(GUARDED);
    Function<ExportRequest, ExportResult> asking =
        request -> {
          Telemetry telemetry = request.telemetry();
          Refusal leak = request.outgoing().look(telemetry.payload().chunks());
          return leak == null ? ExportResult.delivered() : new ExportResult.Refused(leak);
        };
    rig.exporter.always(asking);
    rig.send(Numbered.of(List.of(1L, 2L, 4L, 7L, 8L, 11L, 14L, 16L), 0));
    rig.exporter.awaitDelivered(6);
    rig.until(() -> rig.books().inFlight() == 0);
    assertThat(rig.exporter.delivered()).containsExactlyInAnyOrder(1L, 2L, 4L, 8L, 11L, 16L);
    assertThat(rig.books().dropped(DropReason.WITHHELD)).isEqualTo(2);
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void withoutAPolicyNothingIsReadOrCopied() {
    Rig rig = Rig.configured(Config.DEFAULTS);
    Telemetry sent = logs(1, 3);
    rig.send(sent);
    rig.exporter.awaitRequests(1);
    Payload arrived = rig.exporter.requests().getFirst().telemetry().payload();
    assertThat(arrived.chunks().getFirst().array())
        .isSameAs(sent.payload().chunks().getFirst().array());
    assertThat(rig.exporter.requests().getFirst().outgoing()).isSameAs(Outgoing.UNCHECKED);
    rig.end();
  }

  @Test
  void whereALetterCannotBeKeptItIsWithheldAndNoAttemptHasFailed() {
    for (Config config : List.of(GUARDED, GUARDED.noRetry())) {
      Rig rig = Rig.keeping(config, new BrokenBox());
      rig.send(logs(1, 4));
      rig.exporter.awaitDelivered(3);
      rig.until(() -> rig.books().inFlight() == 0);
      assertThat(rig.books().dropped(DropReason.WITHHELD)).isEqualTo(1);
      assertThat(rig.recorder.lines).noneMatch(line -> line.contains("could not deliver"));
      assertThat(rig.end().residue()).isZero();
    }
  }

  @Test
  void aPolicyThatThrowsLosesOneRecordOfTheJournalAndNotThoseBehind() {
    DiskStorage storage = new DiskStorage();
    Rig before = Rig.allOn(storage, Config.DEFAULTS);
    before.exporter.always(request -> ExportResult.retry(Status.UNAVAILABLE, "busy", null));
    before.send(logs(1, 2));
    before.send(logs(NumberPolicy.THROWS, 1));
    before.send(logs(7, 2));
    before.exporter.awaitRequests(3);
    before.delivery().handOver();
    before.shutdown(Duration.ZERO);
    Rig after = Rig.allOn(storage, GUARDED);
    after.exporter.awaitDelivered(4);
    assertThat(after.exporter.delivered()).containsExactlyInAnyOrder(1L, 2L, 7L, 8L);
    assertThat(after.recorder.lines).anyMatch(line -> line.contains("reading it threw"));
    Books books = after.end();
    assertThat(books.dropped(DropReason.DAMAGED)).isEqualTo(1);
    assertThat(books.residue()).isZero();
  }

  /** A box whose storage does not answer. */
  private static final class BrokenBox implements DeadLetters {
    private final DeadLetters none = DeadLetters.none();

    @Override
    public Kept keep(DeadLetter letter) {
      return Kept.notNow();
    }

    @Override
    public List<Listed> list() {
      return none.list();
    }

    @Override
    public @Nullable DeadLetter read(long id) {
      return none.read(id);
    }

    @Override
    public @Nullable DeadLetter claim(long id) {
      return none.claim(id);
    }

    @Override
    public void remove(long id) {
      none.remove(id);
    }

    @Override
    public void giveBack(long id) {
      none.giveBack(id);
    }

    @Override
    public Fill fill() {
      return none.fill();
    }

    @Override
    public List<Letterhead> close() {
      return none.close();
    }
  }
}
