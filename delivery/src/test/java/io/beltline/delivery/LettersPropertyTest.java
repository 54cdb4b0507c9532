package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Status;
import io.beltline.delivery.DeadLetters.Listed;
import io.beltline.delivery.Rig.Config;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Sends, redrives and purges at random against a small box, and follows every single item. */
class LettersPropertyTest {

  @Property(tries = 150, seed = "20261123")
  void everyItemIsInOnePlace(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> steps,
      @ForAll @IntRange(min = 1, max = 4) int letters,
      @ForAll @IntRange(min = 40, max = 400) int bytes,
      @ForAll boolean onDisk) {
    Config config = Config.DEFAULTS.consumers(1).box(letters, bytes);
    Rig rig = onDisk ? Rig.allOn(new DiskStorage(), config) : Rig.configured(config);
    boolean[] well = {false};
    rig.exporter.always(
        request ->
            well[0]
                ? ExportResult.delivered()
                : ExportResult.refused(Action.DEAD_LETTER, Status.ofHttp(400), "odd"));
    long sent = 0;
    for (int step : steps) {
      List<Listed> kept = rig.delivery().deadLetters();
      switch (step) {
        case 0 -> well[0] = !well[0];
        case 1, 2 -> kept.stream().findFirst().ifPresent(l -> rig.delivery().redrive(l.id()));
        case 3 -> kept.stream().skip(1).findFirst().ifPresent(l -> rig.delivery().purge(l.id()));
        default -> {
          rig.send(logs(sent, step));
          sent += step;
        }
      }
      assertThat(rig.books().residue()).isZero();
      rig.until(() -> rig.books().inFlight() == 0);
      check(rig, letters, bytes, onDisk);
    }
    Set<Long> known = new HashSet<>(rig.exporter.delivered());
    for (Listed letter : rig.delivery().deadLetters()) {
      known.addAll(Numbered.numbers(rig.delivery().deadLetter(letter.id()).telemetry()));
    }
    assertThat(rig.exporter.delivered()).doesNotHaveDuplicates();
    assertThat(known).hasSize((int) (rig.books().delivered() + rig.books().deadLettered()));
    assertThat(LongStream.range(0, sent).boxed().toList()).containsAll(known);
    long kept = rig.books().deadLettered();
    Books end = rig.end();
    assertThat(end.kept()).isEqualTo(onDisk ? kept : 0);
    assertThat(end.accepted()).isEqualTo(sent);
    assertThat(end.deadLettered()).isZero();
    assertThat(end.residue()).isZero();
    assertThat(rig.recorder.memory().held()).isZero();
  }

  private static void check(Rig rig, int letters, int bytes, boolean onDisk) {
    List<Listed> kept = rig.delivery().deadLetters();
    Books books = rig.books();
    assertThat(books.residue()).isZero();
    assertThat(books.deadLettered()).isEqualTo(kept.stream().mapToInt(l -> l.head().items()).sum());
    long size = kept.stream().mapToLong(l -> l.head().bytes()).sum();
    assertThat(kept).hasSizeLessThanOrEqualTo(letters);
    assertThat(size).isLessThanOrEqualTo(bytes);
    assertThat(rig.recorder.memory().held()).isEqualTo(onDisk ? 0 : size);
  }
}
