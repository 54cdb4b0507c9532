package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items that wait by themselves: numbers that a slow part of the destination does not take. */
class DeliveryLanesTest {
  private static final Refusal SLOW =
      new Refusal(Action.RETRY, Status.ofHttp(429), "slow down", null);
  private static final Config PATIENT = Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO);

  private final AtomicBoolean slow = new AtomicBoolean(true);

  /** Refuses what has a lane while the destination is slow, or while earlier items wait in it. */
  private Function<ExportRequest, ExportResult> lanes(LongFunction<String> laneOf) {
    return request -> {
      List<Part> parts = new ArrayList<>();
      for (long number : Numbered.numbers(request.telemetry())) {
        String lane = laneOf.apply(number);
        boolean behind = !lane.equals(request.lanes().own()) && request.lanes().isOccupied(lane);
        if (!lane.isEmpty() && (slow.get() || behind)) {
          parts.add(new Part(Numbered.of(List.of(number), 0), SLOW, false, lane));
        }
      }
      return parts.isEmpty() ? ExportResult.delivered() : new ExportResult.Partial(parts);
    };
  }

  private static String odd(long number) {
    return number % 2 == 1 ? "odd" : "";
  }

  @Test
  void aSlowLaneKeepsNothingElseWaitingAndItsOrder() {
    Rig rig = Rig.of(PATIENT);
    rig.exporter.always(lanes(DeliveryLanesTest::odd));
    rig.send(logs(0, 4));
    rig.send(logs(4, 4));
    rig.send(logs(8, 4));
    rig.exporter.awaitDelivered(6);
    assertThat(rig.exporter.delivered()).containsExactly(0L, 2L, 4L, 6L, 8L, 10L);
    rig.until(() -> rig.books().inFlight() == 6);
    slow.set(false);
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.exporter.awaitDelivered(12);
    assertThat(rig.exporter.delivered().subList(6, 12)).containsExactly(1L, 3L, 5L, 7L, 9L, 11L);
    assertThat(rig.end().residue()).isZero();
    assertThat(rig.books().delivered()).isEqualTo(12);
  }

  @Test
  void laneIsFreeAgainOnceItHasEnded() {
    Rig rig = Rig.of(PATIENT);
    rig.exporter.always(lanes(DeliveryLanesTest::odd));
    rig.send(logs(0, 4));
    rig.exporter.awaitDelivered(2);
    slow.set(false);
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.exporter.awaitDelivered(4);
    rig.delivery().awaitRest();
    int before = rig.exporter.requests().size();
    rig.send(logs(4, 4));
    rig.exporter.awaitDelivered(8);
    assertThat(rig.exporter.requests()).hasSize(before + 1);
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void lanesAreGivenUpWhenRetriesAre() {
    Rig rig = Rig.of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ofMillis(500)));
    rig.exporter.always(lanes(DeliveryLanesTest::odd));
    rig.send(logs(0, 4));
    rig.until(() -> rig.books().dropped(DropReason.RETRIES_EXHAUSTED) == 2);
    assertThat(rig.exporter.delivered()).containsExactly(0L, 2L);
    assertThat(rig.end().residue()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100_000})
  void whatWaitsInALaneStaysOnDiskInOrder(long seconds) {
    DiskStorage disk = new DiskStorage();
    Rig rig = Rig.on(disk, PATIENT);
    rig.exporter.always(lanes(DeliveryLanesTest::odd));
    rig.send(logs(0, 4));
    rig.send(logs(4, 4));
    rig.exporter.awaitDelivered(4);
    rig.shutdown(Duration.ofSeconds(seconds)); // the clock stands still
    assertThat(rig.books().residue()).isZero();
    Rig next = Rig.answering(disk, PATIENT, request -> ExportResult.delivered());
    next.exporter.awaitDelivered(8);
    assertThat(next.exporter.delivered().stream().filter(number -> number % 2 == 1))
        .containsExactly(1L, 3L, 5L, 7L);
    assertThat(next.end().residue()).isZero();
  }

  @Test
  void withoutRoomForAnotherLaneTheBeltWaits() {
    Rig rig = Rig.of(PATIENT);
    rig.exporter.always(lanes(number -> number < 5000 ? "lane " + number : ""));
    rig.send(logs(0, 1002));
    rig.clock.awaitPending(1001);
    rig.send(logs(5000, 1));
    assertThat(rig.exporter.delivered()).isEmpty();
    slow.set(false);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.exporter.awaitDelivered(1001); // the belt had two in its hands, one after the other
    rig.clock.awaitPending(1);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.exporter.awaitDelivered(1003);
    assertThat(rig.exporter.delivered()).doesNotHaveDuplicates();
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void whatWaitsOnTheBeltDoesNotKeepALaneFromBeingOccupied() {
    Rig rig = Rig.of(PATIENT);
    AtomicBoolean busy = new AtomicBoolean(true);
    List<Boolean> occupied = new ArrayList<>();
    Refusal later = new Refusal(Action.RETRY, Status.ofHttp(503), "busy", null);
    rig.exporter.always(
        request -> {
          if (request.lanes().own().isEmpty()) {
            occupied.add(request.lanes().isOccupied("odd"));
          }
          List<Part> parts = new ArrayList<>();
          for (long number : Numbered.numbers(request.telemetry())) {
            boolean slowOne = slow.get() && number == 3;
            if (slowOne || (busy.get() && number < 3)) {
              parts.add(
                  new Part(Numbered.of(List.of(number), 0), later, false, slowOne ? "odd" : ""));
            }
          }
          return parts.isEmpty() ? ExportResult.delivered() : new ExportResult.Partial(parts);
        });
    rig.send(logs(1, 3));
    rig.clock.awaitPending(2); // the belt's and the lane's
    busy.set(false);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.exporter.awaitDelivered(2);
    assertThat(occupied).containsExactly(false, true);
    rig.clock.awaitPending(1); // the lane was refused once more
    slow.set(false);
    rig.clock.advance(Duration.ofSeconds(10));
    rig.exporter.awaitDelivered(3);
    assertThat(rig.end().residue()).isZero();
  }
}
