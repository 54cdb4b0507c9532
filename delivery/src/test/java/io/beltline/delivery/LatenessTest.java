package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Origins;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private static final long MEGABYTE = 1 << 20;

  private final FakeClock clock = new FakeClock();
  private final Lateness lateness = new Lateness(clock, new OtlpSplitter(), Duration.ofSeconds(5));

  private static Shipment shipment(Telemetry telemetry) {
    int items = telemetry.itemCount();
    return new Shipment(
        Context.EMPTY,
        telemetry,
        List.of(),
        items,
        Long.MAX_VALUE,
        new Trial(),
        Origins.of(7, 0, items));
  }

  @Test
  void knowsNoLimitAtFirst() {
    lateness.taken(MEGABYTE);
    assertThat(lateness.bytes()).isEqualTo(Long.MAX_VALUE);
    assertThat(lateness.before(shipment(Numbered.logs(0, 100, 4000)))).isEmpty();
  }

  @Test
  void halvesWhatWasLateHoweverManySendersTellIt() {
    for (int sender = 0; sender < 10; sender++) {
      lateness.late(MEGABYTE);
    }
    assertThat(lateness.bytes()).isEqualTo(MEGABYTE / 2);
    lateness.late(MEGABYTE / 2);
    assertThat(lateness.bytes()).isEqualTo(MEGABYTE / 4);
  }

  @Test
  void hasAFloor() {
    lateness.late(10);
    assertThat(lateness.bytes()).isEqualTo(Lateness.FLOOR);
  }

  @Test
  void growsOnceNothingWasLateForAWhileAndOnceInTheTimeOfAnAttempt() {
    lateness.late(8 * MEGABYTE);
    clock.advance(Duration.ofSeconds(19));
    lateness.taken(4 * MEGABYTE);
    assertThat(lateness.bytes()).isEqualTo(4 * MEGABYTE);
    clock.advance(Duration.ofSeconds(1));
    lateness.taken(MEGABYTE);
    assertThat(lateness.bytes()).as("small ones say nothing").isEqualTo(4 * MEGABYTE);
    for (int sender = 0; sender < 10; sender++) {
      lateness.taken(4 * MEGABYTE);
    }
    assertThat(lateness.bytes()).isEqualTo(8 * MEGABYTE);
    clock.advance(Duration.ofSeconds(5));
    lateness.taken(8 * MEGABYTE);
    assertThat(lateness.bytes()).isEqualTo(16 * MEGABYTE);
  }

  @Test
  void waitsLongerEachTimeItHasGrownTooFarAndNotForEver() {
    lateness.late(2 * MEGABYTE);
    for (int seconds : new int[] {20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600}) {
      clock.advance(Duration.ofSeconds(seconds - 1));
      lateness.taken(MEGABYTE);
      assertThat(lateness.bytes()).isEqualTo(MEGABYTE);
      clock.advance(Duration.ofSeconds(1));
      lateness.taken(MEGABYTE);
      assertThat(lateness.bytes()).isEqualTo(2 * MEGABYTE);
      if (seconds < 3600) {
        lateness.late(2 * MEGABYTE);
      } else {
        break;
      }
    }
    clock.advance(Duration.ofHours(1));
    lateness.late(2 * MEGABYTE);
    clock.advance(Duration.ofSeconds(20));
    lateness.taken(MEGABYTE);
    assertThat(lateness.bytes()).as("an hour is long ago").isEqualTo(2 * MEGABYTE);
  }

  @Test
  void halvesGoOnWithTheAttemptsOfTheWhole() {
    Shipment whole = shipment(Numbered.logs(0, 8)).opened();
    whole.trial.begun = true;
    whole.trial.late = true;
    whole.trial.firstNanos = 5;
    whole.trial.pauseNanos = 6;
    whole.trial.askedNanos = 4;
    List<Shipment> halves = lateness.halves(whole);
    assertThat(halves).extracting(half -> half.items).containsExactly(4, 4);
    assertThat(halves).allMatch(half -> half.trial.begun && half.trial.firstNanos == 5);
    assertThat(halves).extracting(half -> half.trial.pauseNanos).containsExactly(6L, 0L);
    assertThat(halves.getLast().origins.open().cardinality()).isEqualTo(4);
    assertThat(halves.getLast().origins.runs().getFirst().from()).isEqualTo(4);
  }

  @Test
  void oneItemStaysAsItIs() {
    Shipment one = shipment(Numbered.logs(0, 1));
    assertThat(lateness.canHalve(one)).isFalse();
    assertThat(lateness.halves(one)).isEmpty();
  }

  @Test
  void whatWasTriedForAnotherReasonStaysAsItIs() {
    lateness.late(MEGABYTE / 4);
    Shipment large = shipment(Numbered.logs(0, 100, 4000));
    assertThat(lateness.before(large)).hasSize(2);
    large.trial.begun = true;
    assertThat(lateness.before(large)).isEmpty();
    large.trial.late = true;
    assertThat(lateness.before(large)).hasSize(2);
  }

  @Test
  void metricsArePartedWhereRequestsWerePutTogether() {
    Slice points = Slice.of(HexFormat.of().parseHex("0a0a120812062a040a000a00"));
    Telemetry one = new Metrics(Payload.of(List.of(points)));
    assertThat(one.itemCount()).isEqualTo(2);
    assertThat(lateness.canHalve(shipment(one))).isFalse();
    Telemetry three = new Metrics(Payload.of(List.of(points, points, points)));
    assertThat(lateness.halves(shipment(three)))
        .extracting(half -> half.items)
        .containsExactly(2, 4);
  }
}
