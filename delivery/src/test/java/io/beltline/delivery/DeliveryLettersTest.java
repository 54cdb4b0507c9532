package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.delivery.DeadLetters.Listed;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dead letters in memory, as a delivery keeps them by default. */
class DeliveryLettersTest {
  static final ExportResult ODD =
      ExportResult.refused(Action.DEAD_LETTER, Status.ofHttp(400), "odd");
  private static final Map<String, String> LABELS =
      Map.of("exporter", "otlp/x", "data_type", "logs");

  Rig configured(Config config) {
    return Rig.configured(config);
  }

  Rig refused(Config config, int requests) {
    Rig rig = configured(config);
    for (int i = 0; i < requests; i++) {
      rig.exporter.then(ODD);
      rig.send(logs(10L * i, 3));
      rig.until(() -> rig.books().inFlight() == 0);
    }
    return rig;
  }

  @Test
  void areListedAndRead() {
    Rig rig = refused(Config.DEFAULTS, 2);
    List<Listed> letters = rig.delivery().deadLetters();
    assertThat(letters).extracting(Listed::id).containsExactly(1L, 2L);
    assertThat(letters.getFirst().head().message()).isEqualTo("odd");
    assertThat(letters.getFirst().head().items()).isEqualTo(3);
    assertThat(Numbered.numbers(rig.delivery().deadLetter(2).telemetry()))
        .containsExactly(10L, 11L, 12L);
    assertThat(rig.delivery().deadLetter(3)).isNull();
    assertThat(rig.books().deadLettered()).isEqualTo(6);
    assertThat(rig.recorder.gauge("beltline_exporter_dead_letters", LABELS)).isEqualTo(2);
    assertThat(rig.recorder.gauge("beltline_exporter_dead_letter_items", LABELS)).isEqualTo(6);
    assertThat(rig.recorder.gauge("beltline_exporter_dead_letter_bytes", LABELS)).isPositive();
    assertThat(rig.recorder.counter("beltline_exporter_dead_lettered_log_records", LABELS))
        .isEqualTo(6);
    rig.end();
  }

  @Test
  void standOnTheAccountOfMemory() {
    Rig rig = refused(Config.DEFAULTS, 2);
    assertThat(rig.recorder.memory().held())
        .isEqualTo(logs(0, 3).byteSize() + logs(10, 3).byteSize());
    rig.delivery().purge(1);
    assertThat(rig.recorder.memory().held()).isEqualTo(logs(10, 3).byteSize());
    rig.end();
    assertThat(rig.recorder.memory().held()).isZero();
  }

  @Test
  void theOldestGoWhenThereAreTooMany() {
    Rig rig = refused(Config.DEFAULTS.box(2, 1 << 20), 5);
    assertThat(rig.delivery().deadLetters()).extracting(Listed::id).containsExactly(4L, 5L);
    Books books = rig.books();
    assertThat(books.deadLettered()).isEqualTo(6);
    assertThat(books.dropped(DropReason.DEAD_LETTERS_FULL)).isEqualTo(9);
    assertThat(books.residue()).isZero();
    assertThat(rig.recorder.dropped(DropReason.DEAD_LETTERS_FULL)).isEqualTo(9);
    rig.end();
  }

  @Test
  void theOldestGoWhenTheyAreTooLarge() {
    long size = logs(0, 3).byteSize();
    Rig rig = refused(Config.DEFAULTS.box(100, 2 * size), 3);
    assertThat(rig.delivery().deadLetters()).hasSize(2);
    rig.exporter.then(ODD);
    rig.send(logs(500, 100)); // larger than the whole box
    rig.until(() -> rig.books().inFlight() == 0);
    assertThat(rig.delivery().deadLetters()).hasSize(2);
    Books books = rig.end();
    assertThat(books.dropped(DropReason.DEAD_LETTERS_FULL)).isEqualTo(3);
    assertThat(books.dropped(DropReason.REFUSED)).isEqualTo(100 + 6);
    assertThat(books.residue()).isZero();
  }

  @Test
  void oneThatIsTooLargeIsDroppedWithTheReason() {
    Rig rig = refused(Config.DEFAULTS.box(100, 10), 1);
    assertThat(rig.recorder.lines)
        .contains(
            "WARN 3 items refused by otlp/x are dropped, not kept as a dead letter: "
                + logs(0, 3).byteSize()
                + " bytes are more than dead_letters::max_size 10 holds (raise it to keep such"
                + " letters)");
    assertThat(rig.recorder.lines).anyMatch(line -> line.endsWith("(400): odd"));
    assertThat(rig.end().dropped(DropReason.REFUSED)).isEqualTo(3);
  }

  @Test
  void areSentAgainWithWhatTravelledBesideThem() {
    Context tenant =
        Context.of(ClientInfo.NONE, Metadata.of(Map.of("x-scope-orgid", List.of("a"))));
    Rig rig = configured(Config.DEFAULTS);
    rig.exporter.then(ODD);
    rig.send(tenant, logs(0, 3));
    rig.until(() -> rig.books().inFlight() == 0);
    assertThat(rig.delivery().redrive(1)).isEqualTo(ConsumeResult.accepted());
    rig.exporter.awaitDelivered(3);
    assertThat(rig.exporter.requests().getLast().context().metadata().get("x-scope-orgid"))
        .containsExactly("a");
    Books books = rig.end();
    assertThat(books.accepted()).isEqualTo(3);
    assertThat(books.delivered()).isEqualTo(3);
    assertThat(books.deadLettered()).isZero();
    assertThat(books.redriven()).isEqualTo(3);
    assertThat(books.residue()).isZero();
    assertThat(rig.recorder.counter("beltline_exporter_redriven_log_records", LABELS)).isEqualTo(3);
    assertThat(rig.delivery().redrive(1))
        .isInstanceOfSatisfying(
            Permanent.class,
            none -> assertThat(none.message()).isEqualTo("there is no dead letter 1"));
  }

  @Test
  void becomeNewLettersWhenRefusedAgain() {
    Rig rig = configured(Config.DEFAULTS);
    rig.exporter.always(request -> ODD);
    long begun = rig.clock.unixNanos();
    rig.send(logs(0, 3));
    rig.until(() -> rig.books().inFlight() == 0);
    rig.clock.advance(Duration.ofHours(1));
    rig.delivery().redrive(1);
    rig.until(() -> rig.books().inFlight() == 0);
    assertThat(rig.delivery().deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.id()).isEqualTo(2);
              assertThat(letter.head().firstUnixNanos()).isEqualTo(begun);
              assertThat(letter.head().lastUnixNanos())
                  .isEqualTo(begun + Duration.ofHours(1).toNanos());
            });
    Books books = rig.books();
    assertThat(books.deadLettered()).isEqualTo(3);
    assertThat(books.redriven()).isEqualTo(3);
    assertThat(books.residue()).isZero();
    rig.end();
  }

  @Test
  void stayWhileTheQueueIsFullOrOver() {
    Rig rig = refused(Config.DEFAULTS.consumers(1).size(1, Sizer.REQUESTS), 1);
    rig.exporter.close();
    rig.send(logs(50, 1));
    assertThat(rig.delivery().redrive(1)).isInstanceOf(Retryable.class);
    assertThat(rig.delivery().deadLetters()).hasSize(1);
    rig.exporter.open();
    rig.exporter.awaitDelivered(1);
    rig.until(() -> rig.books().inFlight() == 0);
    assertThat(rig.delivery().redrive(1)).isEqualTo(ConsumeResult.accepted());
    rig.exporter.awaitDelivered(4);
    assertThat(rig.end().residue()).isZero();
    assertThat(rig.delivery().redrive(2)).isInstanceOf(Permanent.class);
  }

  @Test
  void areSentAgainWithoutAQueueToo() {
    Rig rig = refused(Config.DEFAULTS.noQueue(), 1);
    assertThat(rig.delivery().redrive(1)).isEqualTo(ConsumeResult.accepted());
    rig.exporter.awaitDelivered(3);
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void areThrownAway() {
    Rig rig = refused(Config.DEFAULTS, 2);
    assertThat(rig.delivery().purge(1)).isEqualTo(ConsumeResult.accepted());
    assertThat(rig.delivery().purge(1)).isInstanceOf(Permanent.class);
    Books books = rig.books();
    assertThat(books.deadLettered()).isEqualTo(3);
    assertThat(books.dropped(DropReason.PURGED)).isEqualTo(3);
    assertThat(books.residue()).isZero();
    rig.end();
  }

  @Test
  void areLostWithTheProcessAndSoCounted() {
    Rig rig = refused(Config.DEFAULTS, 2);
    Books books = rig.end();
    assertThat(books.deadLettered()).isZero();
    assertThat(books.dropped(DropReason.REFUSED)).isEqualTo(6);
    assertThat(books.residue()).isZero();
    assertThat(rig.recorder.lines)
        .contains("WARN 2 dead letters with 6 items were kept in memory only and are lost");
  }

  @Test
  void lettersOfAnEarlierRunAreInTheBooks() {
    LastingLetters box = new LastingLetters();
    Rig first = Rig.keeping(Config.DEFAULTS, box);
    first.exporter.then(ODD);
    first.send(logs(0, 3));
    assertThat(first.end().deadLettered()).isEqualTo(3);
    Rig second = Rig.keeping(Config.DEFAULTS, box);
    assertThat(second.books().deadLettered()).isEqualTo(3);
    second.delivery().redrive(1);
    second.exporter.awaitDelivered(3);
    Books books = second.end();
    assertThat(books.accepted()).isZero();
    assertThat(books.recovered()).isEqualTo(3);
    assertThat(books.delivered()).isEqualTo(3);
    assertThat(books.residue()).isZero();
  }
}
