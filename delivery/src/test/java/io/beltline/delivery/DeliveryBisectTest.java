package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.Rig.Config;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A request is refused for the sake of some of its items. */
class DeliveryBisectTest {
  private static final Map<String, String> LABELS =
      Map.of("exporter", "otlp/x", "data_type", "logs");

  private static Refusal odd(Action action) {
    return new Refusal(action, Status.ofHttp(400), "odd", null, true, "400");
  }

  private static Function<ExportRequest, ExportResult> refusing(Set<Long> culprits) {
    return request ->
        Collections.disjoint(Numbered.numbers(request.telemetry()), culprits)
            ? ExportResult.delivered()
            : new ExportResult.Refused(odd(Action.DEAD_LETTER));
  }

  private static int deep(int items) {
    return 32 - Integer.numberOfLeadingZeros(items - 1);
  }

  private static List<Long> numbers(List<DeadLetter> letters) {
    return letters.stream().flatMap(l -> Numbered.numbers(l.telemetry()).stream()).toList();
  }

  @Test
  void deliversTheOthersAndKeepsTheCulprit() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.consumers(1));
    rig.exporter.always(refusing(Set.of(700L)));
    rig.send(logs(0, 1000));
    Books books = rig.end();
    List<Long> others = new ArrayList<>(LongStream.range(0, 1000).boxed().toList());
    others.remove(700L);
    assertThat(rig.exporter.delivered()).isEqualTo(others);
    assertThat(numbers(rig.letters)).containsExactly(700L);
    DeadLetters.Letterhead head = rig.letters.getFirst().head();
    assertThat(head.message()).isEqualTo("odd");
    assertThat(head.rule()).isEqualTo("400");
    assertThat(head.status()).isEqualTo(Status.ofHttp(400));
    assertThat(rig.exporter.requests()).hasSizeLessThanOrEqualTo(1 + 2 * 10);
    assertThat(books.deadLettered()).isEqualTo(1);
    assertThat(books.residue()).isZero();
    assertThat(rig.recorder.counter("beltline_exporter_bisect_requests", LABELS))
        .isEqualTo(rig.exporter.requests().size() - 1);
  }

  @Test
  void aRefusedPartOfWhichOnlySomeAreAtFaultIsLookedInto() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.consumers(1));
    rig.exporter.then(
        new ExportResult.Partial(
            List.of(
                new Part(logs(0, 8), odd(Action.DEAD_LETTER), true),
                new Part(logs(8, 2), odd(Action.DEAD_LETTER)))));
    rig.exporter.always(refusing(Set.of(3L)));
    rig.send(logs(0, 20));
    Books books = rig.end();
    assertThat(numbers(rig.letters)).containsExactlyInAnyOrder(3L, 8L, 9L);
    assertThat(books.delivered()).isEqualTo(17);
    assertThat(books.residue()).isZero();
  }

  @Test
  void twoCulpritsOfWhichOneIsTooLargeCostLittle() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.consumers(1));
    Logs large = logs(500, 1, 5_000_000);
    Logs telemetry = joined(logs(0, 500, 100), large, logs(501, 499, 100));
    rig.exporter.always(
        request ->
            request.telemetry().byteSize() > 1_000_000
                ? new ExportResult.Refused(
                    new Refusal(Action.RETRY_SMALLER, Status.ofHttp(413), "large", null))
                : refusing(Set.of(700L)).apply(request));
    rig.send(telemetry);
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(998);
    assertThat(numbers(rig.letters)).containsExactlyInAnyOrder(500L, 700L);
    assertThat(rig.exporter.requests()).hasSizeLessThanOrEqualTo(25);
    assertThat(books.residue()).isZero();
  }

  @Test
  void oneThatIsTooLargeByItselfIsFoundByItsSize() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.consumers(1));
    Logs telemetry = joined(logs(0, 500, 100), logs(500, 1, 5_000_000), logs(501, 499, 100));
    rig.exporter.always(
        request ->
            request.telemetry().byteSize() > 1_000_000
                ? new ExportResult.Refused(
                    new Refusal(Action.RETRY_SMALLER, Status.ofHttp(413), "large", null))
                : ExportResult.delivered());
    rig.send(telemetry);
    assertThat(rig.end().delivered()).isEqualTo(999);
    assertThat(rig.exporter.sizes()).containsExactly(1000, 999, 1);
    assertThat(numbers(rig.letters)).containsExactly(500L);
    assertThat(rig.letters.getFirst().head().reason()).isEqualTo(DropReason.TOO_LARGE);
  }

  @Test
  void whereTheLimitIsKnownTheLargeGoAloneAtOnce() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.consumers(1).awaiting());
    rig.exporter.always(
        request ->
            request.telemetry().byteSize() > 20_000
                ? new ExportResult.Refused(
                    new Refusal(Action.RETRY_SMALLER, Status.ofHttp(413), "large", null))
                : ExportResult.delivered());
    rig.send(logs(0, 200, 150));
    int learned = rig.exporter.requests().size();
    rig.send(joined(logs(1000, 50, 100), logs(1050, 1, 30_000), logs(1051, 50, 100)));
    List<Integer> sizes = rig.exporter.sizes();
    assertThat(sizes.subList(learned, sizes.size())).containsExactly(100, 1);
    assertThat(rig.end().deadLettered()).isEqualTo(1);
  }

  private static Logs joined(Logs... parts) {
    List<Slice> chunks = new ArrayList<>();
    for (Logs part : parts) {
      chunks.addAll(part.payload().chunks());
    }
    return new Logs(Payload.of(chunks));
  }

  @Test
  void aRefusalThatSpeaksOfTheDestinationIsNotLookedInto() {
    Rig rig = Rig.withLetters(Config.DEFAULTS);
    rig.exporter.then(ExportResult.refused(Action.DEAD_LETTER, Status.ofHttp(500), "broken"));
    rig.send(logs(0, 100));
    assertThat(rig.end().deadLettered()).isEqualTo(100);
    assertThat(rig.exporter.requests()).hasSize(1);
  }

  @Test
  void itemsThatAreNamedAreNotLookedInto() {
    Rig rig = Rig.withLetters(Config.DEFAULTS);
    rig.exporter.then(
        new ExportResult.Partial(List.of(new Part(logs(3, 4), odd(Action.DEAD_LETTER)))));
    rig.send(logs(0, 10));
    assertThat(rig.end().deadLettered()).isEqualTo(4);
    assertThat(rig.exporter.requests()).hasSize(1);
  }

  @Test
  void profilesAreNotCut() {
    Rig rig = Rig.withLetters(Config.DEFAULTS);
    rig.exporter.then(new ExportResult.Refused(odd(Action.DEAD_LETTER)));
    rig.send(Numbered.profiles(4));
    assertThat(rig.end().deadLettered()).isEqualTo(4);
    assertThat(rig.exporter.requests()).hasSize(1);
  }

  @Test
  void whatIsToBeDroppedIsDroppedAlone() {
    Rig rig = Rig.withLetters(Config.DEFAULTS);
    rig.exporter.always(
        request ->
            Numbered.numbers(request.telemetry()).contains(5L)
                ? new ExportResult.Refused(odd(Action.DROP))
                : ExportResult.delivered());
    rig.send(logs(0, 10));
    Books books = rig.end();
    assertThat(books.dropped(DropReason.REFUSED)).isEqualTo(1);
    assertThat(books.delivered()).isEqualTo(9);
    assertThat(rig.letters).isEmpty();
  }

  @Test
  void aCallerIsToldOfTheCulpritsOnly() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.awaiting());
    rig.exporter.always(refusing(Set.of(5L)));
    assertThat(rig.send(logs(0, 10))).isEqualTo(new ConsumeResult.Accepted(1, "odd"));
    rig.end();
  }

  @Test
  void whenEverythingIsRefusedTheSearchEnds() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.consumers(1));
    rig.exporter.always(request -> new ExportResult.Refused(odd(Action.DEAD_LETTER)));
    rig.send(logs(0, 1000));
    Books books = rig.end();
    assertThat(rig.exporter.requests()).hasSizeLessThanOrEqualTo(1 + 16 * 2 * 10);
    assertThat(books.deadLettered()).isEqualTo(1000);
    assertThat(numbers(rig.letters)).doesNotHaveDuplicates().hasSize(1000);
    long together = rig.letters.stream().map(DeadLetter::head).filter(h -> h.items() > 1).count();
    assertThat(together).isPositive();
    assertThat(rig.letters)
        .filteredOn(letter -> letter.head().items() > 1)
        .allSatisfy(
            letter ->
                assertThat(letter.head().message())
                    .endsWith("items together: too many were refused to part them)"));
    long unresolved =
        rig.recorder.counter("beltline_exporter_bisect_unresolved_log_records", LABELS);
    assertThat(unresolved)
        .isEqualTo(
            rig.letters.stream()
                .mapToInt(letter -> letter.head().items())
                .filter(items -> items > 1)
                .sum());
  }

  @Test
  void whenAllRequestsAreRefusedTheSearchesShareAStockThatFillsWithTime() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.consumers(1));
    rig.exporter.always(request -> new ExportResult.Refused(odd(Action.DEAD_LETTER)));
    for (int i = 0; i < 20; i++) {
      rig.send(logs(1000L * i, 1000));
    }
    rig.until(() -> rig.books().deadLettered() == 20_000);
    assertThat(rig.exporter.requests()).hasSizeLessThanOrEqualTo(20 + 4096);
    int before = rig.exporter.requests().size();
    rig.clock.advance(Duration.ofSeconds(1));
    rig.send(logs(50_000, 1000));
    rig.until(() -> rig.books().deadLettered() == 21_000);
    assertThat(rig.exporter.requests().size() - before).isBetween(1 + 30, 1 + 32);
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void theFirstAttemptIsThatOfTheWholeRequest() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    long begun = rig.clock.unixNanos();
    rig.exporter
        .then(new ExportResult.Refused(odd(Action.DEAD_LETTER)))
        .then(ExportResult.retry(Status.UNAVAILABLE, "busy", null))
        .always(refusing(Set.of(0L)));
    rig.send(logs(0, 4));
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.until(() -> rig.books().inFlight() == 0);
    DeadLetters.Letterhead head = rig.letters.getFirst().head();
    assertThat(head.firstUnixNanos()).isEqualTo(begun);
    assertThat(head.lastUnixNanos()).isEqualTo(begun + Duration.ofSeconds(1).toNanos());
    rig.end();
  }

  @Property(tries = 200, seed = "20261123")
  void everyCulpritIsFoundAndEveryOtherDelivered(
      @ForAll @IntRange(min = 1, max = 300) int items,
      @ForAll @Size(max = 16) Set<@IntRange(max = 299) Integer> chosen,
      @ForAll @IntRange(min = 1, max = 3) int consumers,
      @ForAll boolean batched) {
    Set<Long> culprits = ConcurrentHashMap.newKeySet();
    chosen.stream().map(Integer::longValue).filter(n -> n < items).forEach(culprits::add);
    Config config = Config.DEFAULTS.consumers(consumers);
    Rig rig = Rig.withLetters(batched ? config.batch(Sizer.ITEMS, 100, 150) : config);
    rig.exporter.always(refusing(culprits));
    int sent = 0;
    int most = 0;
    for (int size = 1; sent < items; size += 17) {
      int count = Math.min(size, items - sent);
      rig.send(logs(sent, count));
      sent += count;
      most++;
    }
    Books books = rig.end();
    List<Long> good =
        LongStream.range(0, items).boxed().filter(n -> !culprits.contains(n)).toList();
    assertThat(rig.exporter.delivered()).containsExactlyInAnyOrderElementsOf(good);
    assertThat(numbers(rig.letters)).containsExactlyInAnyOrderElementsOf(culprits);
    assertThat(rig.letters).allSatisfy(letter -> assertThat(letter.head().items()).isEqualTo(1));
    assertThat(rig.exporter.requests())
        .hasSizeLessThanOrEqualTo(most + 2 * deep(Math.max(2, items)) * culprits.size());
    if (consumers == 1) {
      assertThat(rig.exporter.delivered()).isSorted();
    }
    assertThat(books.deadLettered()).isEqualTo(culprits.size());
    assertThat(books.delivered()).isEqualTo(good.size());
    assertThat(books.residue()).isZero();
    assertThat(books.inFlight()).isZero();
  }
}
