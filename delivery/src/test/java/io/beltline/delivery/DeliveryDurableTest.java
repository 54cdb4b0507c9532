package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Batching;
import io.beltline.api.ClientInfo;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.ExportResult;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.SimulatedDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What a queue on disk does that one in memory does not. */
class DeliveryDurableTest {
  private static final ExportResult LATER = ExportResult.retry(Status.UNAVAILABLE, "busy", null);
  private static final Map<String, String> LABELS =
      Map.of("exporter", "otlp/x", "data_type", "logs");

  private final DiskStorage storage = new DiskStorage();

  private Rig hanging(Config config) {
    Rig rig = Rig.on(storage, config);
    rig.exporter.close();
    return rig;
  }

  private static List<Long> numbers(long to) {
    return LongStream.range(0, to).boxed().toList();
  }

  @Test
  void whatAKillLeavesIsDeliveredByTheNextRun() {
    Rig first = hanging(Config.DEFAULTS.consumers(1));
    for (int i = 0; i < 10; i++) {
      assertThat(first.send(logs(3L * i, 3)).isAccepted()).isTrue();
    }
    storage.kill();
    Rig second = Rig.on(storage, Config.DEFAULTS.consumers(1));
    second.exporter.awaitDelivered(30);
    assertThat(second.exporter.delivered()).isEqualTo(numbers(30));
    assertThat(second.exporter.requests())
        .allSatisfy(request -> assertThat(request.origins().open().cardinality()).isEqualTo(3));
    assertThat(second.exporter.requests())
        .allSatisfy(request -> assertThat(request.origins().isKnown()).isTrue());
    Books books = second.end();
    assertThat(books.accepted()).isZero();
    assertThat(books.recovered()).isEqualTo(30);
    assertThat(books.delivered()).isEqualTo(30);
    assertThat(books.residue()).isZero();
    assertThat(second.recorder.gauge("beltline_exporter_queue_recovered_items", LABELS))
        .isEqualTo(30);
    storage.kill();
    Rig third = Rig.on(storage, Config.DEFAULTS);
    assertThat(third.books().recovered()).isZero();
  }

  @Test
  void whatShutdownLeavesStaysAndIsNotLost() {
    Rig first = Rig.on(storage, Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    first.exporter.always(request -> LATER);
    first.send(logs(0, 3));
    first.send(logs(3, 2));
    first.clock.awaitPending(1);
    first.shutdown(Duration.ofSeconds(5));
    Books books = first.books();
    assertThat(books.dropped(DropReason.SHUTDOWN)).isZero();
    assertThat(books.kept()).isEqualTo(5);
    assertThat(books.inFlight()).isZero();
    assertThat(books.residue()).isZero();
    assertThat(first.counter("otelcol_exporter_send_failed_log_records")).isZero();
    assertThat(first.recorder.lines)
        .contains("INFO 2 requests with 5 items stay in the queue on disk");
    assertThat(first.recorder.memory().held()).isZero();
    Rig second = Rig.on(storage, Config.DEFAULTS.consumers(1));
    second.exporter.awaitDelivered(5);
    assertThat(second.exporter.delivered()).isEqualTo(numbers(5));
    second.end();
  }

  @RepeatedTest(50)
  void aQueueThatIsEmptyIsEmptyAfterAKillToo() {
    Rig first = Rig.on(storage, Config.DEFAULTS.consumers(3));
    for (int i = 0; i < 30; i++) {
      first.send(logs(i, 1));
    }
    first.until(() -> first.recorder.gauge("otelcol_exporter_queue_size", LABELS) == 0);
    storage.kill();
    Rig second = Rig.on(storage, Config.DEFAULTS);
    assertThat(second.books().recovered()).isZero();
    second.end();
  }

  @Test
  void aCallerThatWaitsIsToldAtTheEndAndNothingOfItStays() {
    Rig first = hanging(Config.DEFAULTS.consumers(1).awaiting());
    var hangs = first.sendAside(logs(0, 1));
    first.exporter.awaitRequests(1);
    var waits = first.sendAside(logs(1, 1));
    first.until(() -> first.books().accepted() == 2);
    var ended = first.shutdownAside(Duration.ofSeconds(5));
    first.clock.awaitPending(2);
    first.clock.advance(Duration.ofSeconds(5));
    Rig.join(ended.thenApply(nothing -> ""));
    assertThat(Rig.join(hangs)).isInstanceOf(Retryable.class);
    assertThat(Rig.join(waits)).isInstanceOf(Retryable.class);
    assertThat(first.books().returned()).isEqualTo(2);
    assertThat(first.books().residue()).isZero();
    Rig second = Rig.on(storage, Config.DEFAULTS);
    assertThat(second.books().recovered()).isZero();
    second.end();
  }

  @Test
  void whatTravelledBesideARequestIsKept() {
    Context tenant =
        Context.of(
                new ClientInfo("10.0.0.1:55", "grpc"),
                Metadata.of(Map.of("x-scope-orgid", List.of("a", "b"))))
            .withAuth(Map.of("subject", "me"));
    Rig first = hanging(Config.DEFAULTS.consumers(1));
    first.send(tenant, logs(0, 3));
    storage.kill();
    Rig second = Rig.on(storage, Config.DEFAULTS);
    second.exporter.awaitDelivered(3);
    assertThat(second.exporter.requests().getFirst().context()).isEqualTo(tenant);
    second.end();
  }

  @Test
  void requestsAreGatheredByTheirMarksAndHeadersAfterARestartToo() {
    Batching mark = new Batching("batch", Duration.ofSeconds(1), 4, 4, List.of("t"), 0);
    Rig first = hanging(Config.DEFAULTS.consumers(1));
    for (int i = 0; i < 8; i++) {
      Context context = Context.of(ClientInfo.NONE, Metadata.of(Map.of("t", List.of("t" + i % 2))));
      first.send(context.withBatching(mark), logs(i, 1));
    }
    storage.kill();
    Rig second = Rig.on(storage, Config.DEFAULTS.consumers(1));
    second.exporter.awaitDelivered(8);
    assertThat(second.exporter.sizes()).containsExactly(4, 4);
    assertThat(second.exporter.delivered()).containsExactly(0L, 2L, 4L, 6L, 1L, 3L, 5L, 7L);
    second.end();
  }

  @Test
  void memoryHoldsAFewOfManyRequests() {
    Rig rig = hanging(Config.DEFAULTS.consumers(1).size(1000, Sizer.REQUESTS));
    for (int i = 0; i < 100; i++) {
      assertThat(rig.send(logs(i, 1, 300_000)).isAccepted()).isTrue();
    }
    assertThat(rig.recorder.memory().held()).isBetween(1_000_000L, 12_000_000L);
    assertThat(rig.recorder.gauge("otelcol_exporter_queue_size", LABELS)).isEqualTo(100);
    assertThat(rig.recorder.gauge("beltline_exporter_queue_disk_bytes", LABELS))
        .isGreaterThan(30_000_000);
    rig.exporter.open();
    rig.exporter.awaitDelivered(100);
    assertThat(rig.exporter.delivered()).isEqualTo(numbers(100));
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(100);
    assertThat(books.residue()).isZero();
    assertThat(rig.recorder.memory().held()).isZero();
  }

  @Test
  void theOldestGoThoughTheyAreOnDiskOnly() {
    theOldestFortyGo(
        hanging(Config.DEFAULTS.consumers(1).size(60, Sizer.REQUESTS).droppingOldest()));
  }

  private static void theOldestFortyGo(Rig rig) {
    for (int i = 0; i < 100; i++) {
      assertThat(rig.send(logs(i, 1, 300_000)).isAccepted()).isTrue();
    }
    assertThat(rig.books().dropped(DropReason.QUEUE_FULL)).isEqualTo(40);
    rig.exporter.open();
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(60);
    assertThat(rig.exporter.delivered()).endsWith(98L, 99L).isSorted();
    assertThat(books.residue()).isZero();
  }

  @Test
  void theOldestGoAsFarAsANewRequestNeedsTheirBytes() {
    storage.maxQueueBytes = 60 * 300_500L;
    theOldestFortyGo(
        hanging(Config.DEFAULTS.consumers(1).size(100_000, Sizer.REQUESTS).droppingOldest()));
  }

  @Test
  void aPurgeSaysWhetherMoreComesToHand() {
    Rig rig = hanging(Config.DEFAULTS.consumers(1).size(1000, Sizer.REQUESTS));
    for (int i = 0; i < 100; i++) {
      assertThat(rig.send(logs(i, 1, 300_000)).isAccepted()).isTrue();
    }
    rig.exporter.awaitRequests(1);
    Delivery.Purged first = rig.delivery().purgeQueue();
    assertThat(first.more()).isTrue();
    long[] purged = {first.requests()};
    rig.until(
        () -> {
          Delivery.Purged next = rig.delivery().purgeQueue();
          purged[0] += next.requests();
          return !next.more();
        });
    assertThat(purged[0]).isEqualTo(99);
    assertThat(rig.delivery().queue().requests()).isEqualTo(1);
    rig.exporter.open();
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void aCallerMayWaitForARequestThatIsOnDiskOnly() {
    Rig rig = hanging(Config.DEFAULTS.consumers(1).awaiting());
    var answers = new java.util.ArrayList<java.util.concurrent.CompletableFuture<ConsumeResult>>();
    for (int i = 0; i < 50; i++) {
      answers.add(rig.sendAside(logs(i, 1, 300_000)));
      int taken = i + 1;
      rig.until(() -> rig.books().accepted() == taken);
    }
    rig.exporter.open();
    answers.forEach(answer -> assertThat(Rig.join(answer)).isEqualTo(ConsumeResult.accepted()));
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(50);
    assertThat(books.residue()).isZero();
  }

  @Test
  void aFullDiskTurnsSendersAwayUntilThereIsSpace() {
    storage.disk.capacity(60_000);
    Rig rig = hanging(Config.DEFAULTS.consumers(1));
    int taken = 0;
    ConsumeResult answer = rig.send(logs(0, 1, 5000));
    while (answer.isAccepted()) {
      taken++;
      answer = rig.send(logs(taken, 1, 5000));
    }
    assertThat(taken).isPositive();
    assertThat(answer)
        .isInstanceOfSatisfying(
            Retryable.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(Status.UNAVAILABLE);
              assertThat(refused.message())
                  .contains("the storage of the sending queue failed")
                  .contains("no space left on the volume");
              assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            });
    assertThat(rig.books().returned()).isEqualTo(1);
    assertThat(rig.books().residue()).isZero();
    storage.disk.capacity(Long.MAX_VALUE);
    assertThat(rig.send(logs(taken, 1, 5000)).isAccepted()).isTrue();
    rig.exporter.open();
    Books books = rig.end();
    assertThat(rig.exporter.delivered()).isEqualTo(numbers(taken + 1L));
    assertThat(books.residue()).isZero();
  }

  @Test
  void theFloorOfFreeSpaceTurnsSendersAwayOrLetsThemWait() {
    DiskStorage low = new DiskStorage(new SimulatedDisk(new Random(1)), FsyncPolicy.ALWAYS, 50_000);
    low.disk.capacity(60_000);
    Rig rig = Rig.on(low, Config.DEFAULTS.consumers(1));
    assertThat(rig.send(logs(0, 1, 20_000)))
        .isEqualTo(
            new Retryable(
                Status.UNAVAILABLE,
                "the storage of the sending queue has no space left",
                Duration.ofSeconds(1)));
    rig.end();
    Rig waiting = Rig.on(low, Config.DEFAULTS.consumers(1).blocking());
    var blocked = waiting.sendAside(logs(0, 1, 20_000));
    waiting.clock.awaitPending(1);
    low.disk.capacity(Long.MAX_VALUE);
    low.clock.advance(Duration.ofSeconds(1));
    waiting.clock.advance(Duration.ofSeconds(1));
    assertThat(Rig.join(blocked).isAccepted()).isTrue();
    assertThat(waiting.end().delivered()).isEqualTo(1);
  }

  @Test
  void aSyncThatFailsForGoodIsToldAndNothingIsDeliveredTwice() {
    Rig rig = Rig.on(storage, Config.DEFAULTS.consumers(1));
    assertThat(rig.send(logs(0, 1)).isAccepted()).isTrue();
    rig.exporter.awaitDelivered(1);
    storage.disk.failSyncs(2); // the second is the one of the second try
    assertThat(rig.send(logs(1, 1)))
        .isInstanceOfSatisfying(
            Retryable.class,
            refused -> assertThat(refused.message()).contains("Input/output error"));
    assertThat(rig.send(logs(1, 1)).isAccepted()).isTrue();
    Books books = rig.end();
    assertThat(rig.exporter.delivered()).containsExactly(0L, 1L);
    assertThat(books.accepted()).isEqualTo(3);
    assertThat(books.returned()).isEqualTo(1);
    assertThat(books.delivered()).isEqualTo(2);
    assertThat(books.residue()).isZero();
  }

  @Test
  void theCapOfBytesIsAFullQueue() {
    storage.maxQueueBytes = 3000;
    Rig rig = hanging(Config.DEFAULTS.consumers(1));
    assertThat(rig.send(logs(0, 1, 2000)).isAccepted()).isTrue();
    assertThat(rig.send(logs(1, 1, 2000)))
        .isEqualTo(
            new Retryable(Status.UNAVAILABLE, "sending queue is full", Duration.ofSeconds(1)));
    assertThat(rig.send(logs(1, 1, 4000)))
        .isInstanceOfSatisfying(
            Permanent.class, never -> assertThat(never.status().http()).isEqualTo(413));
    rig.exporter.open();
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void tellsWhatStorageItWants() {
    assertThatThrownBy(() -> Rig.of(Config.DEFAULTS.stored(ComponentId.of("file_storage"))))
        .isInstanceOf(ComponentException.class)
        .hasMessage(
            "exporters::otlp/x::sending_queue::storage: \"file_storage\" is no extension that runs"
                + " (expected: the id of a storage extension, named in service::extensions too)");
    Rig first = Rig.on(storage, Config.DEFAULTS);
    assertThatThrownBy(() -> Rig.on(storage, Config.DEFAULTS))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("queue otlp/x logs is open already");
    first.end();
  }

  @Test
  void anotherDeliveryGoesOnWithTheQueueAtOnce() {
    Rig first = hanging(Config.DEFAULTS.consumers(2));
    for (int i = 0; i < 6; i++) {
      first.send(logs(i, 1));
    }
    first.exporter.awaitRequests(2);
    first.delivery().handOver();
    var ended = first.shutdownAside(Duration.ofDays(1));
    first.clock.awaitPending(2);
    first.exporter.open(); // what is being sent may end, no more begins
    Rig.join(ended.thenApply(nothing -> ""));
    assertThat(first.exporter.delivered()).containsExactlyInAnyOrder(0L, 1L);
    assertThat(first.books().kept()).isEqualTo(4);
    Rig second = Rig.on(storage, Config.DEFAULTS.consumers(1));
    second.exporter.awaitDelivered(4);
    assertThat(second.exporter.delivered()).containsExactly(2L, 3L, 4L, 5L);
    assertThat(second.end().residue()).isZero();
  }

  @Test
  void aDamagedRequestIsCountedAndTheOthersAreDelivered() {
    storage.queueMemoryBytes = 100; // one request in memory, the others on disk
    Rig rig = hanging(Config.DEFAULTS.consumers(1));
    for (int i = 0; i < 10; i++) {
      assertThat(rig.send(logs(3L * i, 3, 100)).isAccepted()).isTrue();
    }
    storage.disk.damage(Path.of("/storage/queues"), Numbered.bytes(13), 8);
    rig.exporter.open();
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(27);
    assertThat(books.dropped(DropReason.DAMAGED)).isEqualTo(3);
    assertThat(books.kept()).isZero();
    assertThat(books.residue()).isZero();
    assertThat(rig.recorder.dropped(DropReason.DAMAGED)).isEqualTo(3);
    assertThat(rig.exporter.delivered()).doesNotContain(12L, 13L, 14L).isSorted();
  }

  @Test
  void aRequestWhoseHeadIsDamagedIsCountedToo() {
    storage.queueMemoryBytes = 100;
    Rig rig = hanging(Config.DEFAULTS.consumers(1));
    for (int i = 0; i < 10; i++) {
      assertThat(rig.send(logs(i, 1, 300)).isAccepted()).isTrue();
    }
    storage.disk.damage(Path.of("/storage/queues"), Numbered.bytes(6), -60);
    storage.disk.damage(Path.of("/storage/queues"), Numbered.bytes(9), -60);
    rig.exporter.open();
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(8);
    assertThat(books.dropped(DropReason.DAMAGED)).isEqualTo(2);
    assertThat(books.residue()).isZero();
    assertThat(rig.exporter.delivered()).doesNotContain(6L, 9L);
    assertThat(rig.recorder.memory().held()).isZero();
  }
}
