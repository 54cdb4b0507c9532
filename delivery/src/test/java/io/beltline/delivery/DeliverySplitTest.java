package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Places;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Origins.Run;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeliverySplitTest {

  Rig of(Config config) {
    return Rig.of(config);
  }

  private static final Refusal TOO_LARGE =
      new Refusal(Action.RETRY_SMALLER, Status.ofHttp(413), "too large", null);

  private static Function<ExportRequest, ExportResult> takesUpTo(long bytes) {
    return request ->
        request.telemetry().byteSize() > bytes
            ? new ExportResult.Refused(TOO_LARGE)
            : ExportResult.delivered();
  }

  @Test
  void cutsInHalvesUntilTheDestinationTakesThem() {
    Rig rig = of(Config.DEFAULTS.consumers(1).awaiting());
    rig.exporter.always(takesUpTo(logs(0, 30).byteSize()));
    assertThat(rig.send(logs(0, 100))).isEqualTo(ConsumeResult.accepted());
    assertThat(rig.exporter.delivered()).isEqualTo(LongStream.range(0, 100).boxed().toList());
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void remembersWhatTheDestinationTakes() {
    Rig rig = of(Config.DEFAULTS.consumers(1).awaiting());
    rig.exporter.always(takesUpTo(logs(0, 30).byteSize()));
    rig.send(logs(0, 100));
    int learned = rig.exporter.requests().size();
    rig.send(logs(100, 100));
    List<Integer> sizes = rig.exporter.sizes();
    assertThat(sizes.subList(learned, sizes.size())).allMatch(size -> size <= 30);
    assertThat(rig.exporter.delivered()).isEqualTo(LongStream.range(0, 200).boxed().toList());
    rig.end();
  }

  @Test
  void triesMoreAgainAfterAWhile() {
    Rig rig = of(Config.DEFAULTS.consumers(1).awaiting());
    rig.exporter.then(new ExportResult.Refused(TOO_LARGE));
    rig.send(logs(0, 100));
    for (int i = 0; i < 7; i++) {
      rig.clock.advance(Duration.ofMinutes(5));
      rig.send(logs(100 + 100 * i, 100));
    }
    assertThat(rig.exporter.sizes().getLast()).isEqualTo(100);
    rig.end();
  }

  @Test
  void forgetsWhatItLearnedWhileEverythingWasTooLarge() {
    Rig rig = of(Config.DEFAULTS.consumers(1).awaiting());
    rig.exporter.always(request -> new ExportResult.Refused(TOO_LARGE));
    rig.send(logs(0, 64));
    rig.exporter.always(request -> ExportResult.delivered());
    int spell = rig.exporter.requests().size();
    rig.send(logs(64, 64));
    assertThat(rig.exporter.sizes().subList(spell, rig.exporter.requests().size()))
        .containsExactly(64);
    rig.end();
  }

  @Test
  void doublesWithEachSuccessOnceNothingWasTooLargeForAWhile() {
    Rig rig = of(Config.DEFAULTS.consumers(1).awaiting());
    rig.exporter.always(takesUpTo(logs(100, 2).byteSize()));
    rig.send(logs(100, 256));
    rig.exporter.always(request -> ExportResult.delivered());
    rig.clock.advance(Duration.ofMinutes(5));
    rig.send(logs(400, 256));
    rig.send(logs(700, 256));
    assertThat(rig.exporter.sizes().getLast()).isEqualTo(256);
    rig.end();
  }

  @Test
  void copiesEachByteAsOftenAsThereAreHalvings() {
    long[] cut = new long[1];
    Splitter right = new OtlpSplitter();
    Splitter counting =
        new Splitter() {
          @Override
          public boolean canCut(io.beltline.model.Telemetry telemetry) {
            return right.canCut(telemetry);
          }

          @Override
          public List<Integer> sizes(io.beltline.model.Telemetry telemetry) {
            return right.sizes(telemetry);
          }

          @Override
          public Cut cut(io.beltline.model.Telemetry telemetry, int items) {
            cut[0] += telemetry.itemCount();
            return right.cut(telemetry, items);
          }
        };
    Rig rig = Rig.cutting(Config.DEFAULTS.consumers(1).awaiting(), counting);
    rig.exporter.always(takesUpTo(logs(1000, 2).byteSize()));
    rig.send(logs(1000, 256));
    rig.send(logs(2000, 1024));
    assertThat(cut[0]).isLessThanOrEqualTo((256 + 1024) * 10L);
    assertThat(rig.end().delivered()).isEqualTo(256 + 1024);
  }

  @Test
  void isolatesTheOneThatIsTooLarge() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.consumers(1).awaiting());
    rig.exporter.always(
        request ->
            Numbered.numbers(request.telemetry()).contains(5L)
                ? new ExportResult.Refused(TOO_LARGE)
                : ExportResult.delivered());
    assertThat(rig.send(logs(0, 8))).isEqualTo(new ConsumeResult.Accepted(1, "too large"));
    assertThat(rig.exporter.delivered()).containsExactly(0L, 1L, 2L, 3L, 4L, 6L, 7L);
    assertThat(rig.letters)
        .singleElement()
        .satisfies(letter -> assertThat(letter.head().reason()).isEqualTo(DropReason.TOO_LARGE));
    assertThat(rig.send(logs(5, 1))).isEqualTo(new Permanent(Status.ofHttp(413), "too large"));
    Books books = rig.end();
    assertThat(books.deadLettered()).isEqualTo(2);
    assertThat(books.residue()).isZero();
  }

  @Test
  void doesNotCutProfiles() {
    Rig rig = of(Config.DEFAULTS);
    rig.exporter.then(new ExportResult.Refused(TOO_LARGE));
    rig.send(Numbered.profiles(4));
    assertThat(rig.end().dropped(DropReason.TOO_LARGE)).isEqualTo(4);
    assertThat(rig.exporter.requests()).hasSize(1);
  }

  private static ExportResult parts(Part... parts) {
    return new ExportResult.Partial(List.of(parts));
  }

  private static Part part(long from, int count, Action action) {
    return new Part(
        logs(from, count), new Refusal(action, Status.ofHttp(429), action.name(), null));
  }

  @Test
  void itemsKeepTheirOriginWhereverTheyTravel() {
    Rig rig = of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    BitSet places = BitSet.valueOf(new long[] {0b10_0110});
    BitSet open = BitSet.valueOf(new long[] {0b00_0100});
    Refusal busy = new Refusal(Action.RETRY, Status.ofHttp(429), "busy", null);
    rig.exporter.then(
        parts(new Part(logs(1, 3), busy, false, new Places(places, open))),
        new ExportResult.Refused(TOO_LARGE));
    rig.send(logs(0, 10));
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.exporter.awaitDelivered(10);
    List<Run> runs =
        rig.exporter.requests().stream()
            .flatMap(request -> request.origins().runs().stream())
            .toList();
    long request = runs.getFirst().request();
    assertThat(runs.subList(0, 4))
        .containsExactly(
            new Run(request, 0, 10, false),
            new Run(request, 1, 1, false),
            new Run(request, 2, 1, true),
            new Run(request, 5, 1, false));
    assertThat(runs.subList(4, runs.size()))
        .containsExactly(
            new Run(request, 1, 1, false),
            new Run(request, 2, 1, true),
            new Run(request, 5, 1, false));
    rig.end();
  }

  @Test
  void handlesEachPartByItsRefusalAndRepeatsOnlyWhatMayPass() {
    Rig rig = Rig.withLetters(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    rig.exporter.then(
        parts(
            part(2, 1, Action.RETRY),
            part(4, 1, Action.DEAD_LETTER),
            part(5, 1, Action.DROP),
            part(7, 1, Action.RETRY)));
    rig.send(logs(0, 10));
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(1));
    Books books = rig.end();
    assertThat(rig.exporter.delivered()).containsExactly(0L, 1L, 3L, 6L, 8L, 9L, 2L, 7L);
    assertThat(books.deadLettered()).isEqualTo(1);
    assertThat(books.dropped(DropReason.REFUSED)).isEqualTo(1);
    assertThat(books.delivered()).isEqualTo(8);
    assertThat(books.residue()).isZero();
  }

  @Test
  void tellsEachOfABatchItsShareOfWhatWasRefused() {
    Rig rig = of(Config.DEFAULTS.awaiting().batch(Sizer.ITEMS, 10, 0));
    rig.exporter.then(parts(part(0, 3, Action.DROP), part(9, 1, Action.DROP)));
    var first = rig.sendAside(logs(0, 5));
    rig.clock.awaitPending(1);
    var second = rig.sendAside(logs(5, 5));
    assertThat(Rig.join(first)).isEqualTo(new ConsumeResult.Accepted(2, "DROP"));
    assertThat(Rig.join(second)).isEqualTo(new ConsumeResult.Accepted(2, "DROP"));
    Books books = rig.end();
    assertThat(books.dropped(DropReason.REFUSED)).isEqualTo(4);
    assertThat(books.residue()).isZero();
  }

  @Test
  void tellsAllOfABatchToComeAgainIfItIsNotKnownWhoIsMeant() {
    Rig rig = of(Config.DEFAULTS.awaiting().noRetry().batch(Sizer.ITEMS, 10, 0));
    rig.exporter.then(parts(part(0, 1, Action.RETRY)));
    var first = rig.sendAside(logs(0, 5));
    rig.clock.awaitPending(1);
    var second = rig.sendAside(logs(5, 5));
    Retryable again = new Retryable(Status.ofHttp(429), "RETRY", null);
    assertThat(Rig.join(first)).isEqualTo(again);
    assertThat(Rig.join(second)).isEqualTo(again);
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(9);
    assertThat(books.returned()).isEqualTo(1);
    assertThat(books.residue()).isZero();
  }

  @Test
  void distrustsAnAnswerWithMorePartsThanItems() {
    Rig rig = of(Config.DEFAULTS);
    rig.exporter.then(parts(part(0, 5, Action.RETRY)));
    rig.send(logs(0, 4));
    assertThat(rig.end().dropped(DropReason.INTERNAL_ERROR)).isEqualTo(4);
  }
}
