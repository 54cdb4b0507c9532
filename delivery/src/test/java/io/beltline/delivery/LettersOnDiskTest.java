package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.DeadLetters.Listed;
import io.beltline.delivery.Rig.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dead letters on disk do what those in memory do, and outlive the process. */
class LettersOnDiskTest extends DeliveryLettersTest {
  private final DiskStorage storage = new DiskStorage();

  @Override
  Rig configured(Config config) {
    return Rig.allOn(storage, config);
  }

  @Override
  @Test
  void standOnTheAccountOfMemory() {
    Rig rig = refused(Config.DEFAULTS, 2);
    assertThat(rig.recorder.memory().held()).isZero(); // they do not: only what stands on them is
    rig.end();
  }

  @Override
  @Test
  void theOldestGoWhenTheyAreTooLarge() {
    long size = logs(0, 3).byteSize();
    Rig rig = refused(Config.DEFAULTS.box(100, 2 * size), 3);
    assertThat(rig.delivery().deadLetters()).hasSize(2);
    rig.exporter.then(ODD);
    rig.send(logs(500, 100)); // larger than the whole box
    rig.until(() -> rig.books().inFlight() == 0);
    Books books = rig.end();
    assertThat(books.dropped(DropReason.DEAD_LETTERS_FULL)).isEqualTo(3);
    assertThat(books.dropped(DropReason.REFUSED)).isEqualTo(100);
    assertThat(books.kept()).isEqualTo(6);
    assertThat(books.residue()).isZero();
  }

  @Override
  @Test
  void areLostWithTheProcessAndSoCounted() {
    Books books = refused(Config.DEFAULTS, 2).end(); // they are not
    assertThat(books.deadLettered()).isZero();
    assertThat(books.kept()).isEqualTo(6);
    assertThat(books.allDropped()).isZero();
    assertThat(books.residue()).isZero();
  }

  @Test
  void areListedReadSentAgainAndThrownAwayByTheNextRun() {
    Context tenant =
        Context.of(ClientInfo.NONE, Metadata.of(Map.of("x-scope-orgid", List.of("a"))));
    Rig first = configured(Config.DEFAULTS);
    for (int i = 0; i < 3; i++) {
      first.exporter.then(ODD);
      first.send(tenant, logs(10L * i, 3));
      first.until(() -> first.books().inFlight() == 0);
    }
    List<Listed> letters = first.delivery().deadLetters();
    first.delivery().purge(letters.getFirst().id());
    storage.kill();
    Rig second = configured(Config.DEFAULTS);
    assertThat(second.delivery().deadLetters()).isEqualTo(letters.subList(1, 3));
    assertThat(second.books().recovered()).isEqualTo(6);
    assertThat(second.books().deadLettered()).isEqualTo(6);
    DeadLetter read = second.delivery().deadLetter(letters.get(1).id());
    assertThat(Numbered.numbers(read.telemetry())).containsExactly(10L, 11L, 12L);
    assertThat(second.delivery().redrive(letters.get(1).id())).isEqualTo(ConsumeResult.accepted());
    second.exporter.awaitDelivered(3);
    assertThat(second.exporter.requests().getFirst().context()).isEqualTo(tenant);
    assertThat(second.delivery().purge(letters.get(2).id())).isEqualTo(ConsumeResult.accepted());
    Books books = second.end();
    assertThat(books.delivered()).isEqualTo(3);
    assertThat(books.dropped(DropReason.PURGED)).isEqualTo(3);
    assertThat(books.kept()).isZero();
    assertThat(books.residue()).isZero();
    storage.close();
    assertThat(configured(Config.DEFAULTS).delivery().deadLetters()).isEmpty();
  }

  @Test
  void aLetterSentAgainIsInTheQueueOrAmongTheLettersAfterAKill() {
    Rig first = refused(Config.DEFAULTS, 1);
    first.exporter.close();
    long id = first.delivery().deadLetters().getFirst().id();
    assertThat(first.delivery().redrive(id)).isEqualTo(ConsumeResult.accepted());
    first.exporter.awaitRequests(2);
    storage.kill();
    Rig second = configured(Config.DEFAULTS);
    second.exporter.awaitDelivered(3);
    assertThat(second.delivery().deadLetters()).isEmpty();
    assertThat(second.end().recovered()).isEqualTo(3);
  }

  @Test
  void aDamagedLetterIsCountedAndTheOthersStay() {
    Rig rig = refused(Config.DEFAULTS, 3);
    storage.disk.damage(Path.of("/storage/letters"), Numbered.bytes(11), 8);
    List<Listed> letters = rig.delivery().deadLetters();
    assertThat(rig.delivery().redrive(letters.get(1).id())).isInstanceOf(Permanent.class);
    assertThat(rig.delivery().deadLetters()).containsExactly(letters.get(0), letters.get(2));
    assertThat(rig.books().deadLettered()).isEqualTo(6);
    assertThat(rig.books().dropped(DropReason.DAMAGED)).isEqualTo(3);
    Books books = rig.end();
    assertThat(books.kept()).isEqualTo(6);
    assertThat(books.residue()).isZero();
  }

  @Test
  void whatTheDiskDoesNotTakeStaysInTheQueueUntilItDoes() {
    Rig rig = configured(Config.DEFAULTS.plainRetry(Duration.ZERO));
    rig.exporter.then(ODD, ODD);
    rig.exporter.close();
    rig.send(logs(0, 3));
    rig.exporter.awaitRequests(1);
    storage.disk.capacity(storage.disk.used() + 10);
    rig.exporter.open();
    rig.clock.awaitPending(1);
    assertThat(rig.books().inFlight()).isEqualTo(3);
    storage.disk.capacity(Long.MAX_VALUE);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.until(() -> rig.books().deadLettered() == 3);
    assertThat(rig.end().kept()).isEqualTo(3);
  }
}
