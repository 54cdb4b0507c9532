package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Context;
import io.beltline.api.Origins;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Lanes whose threads do not begin. */
class DeliverySideLanesTest {
  private static final SideLanes.Watch NO_MEMORY =
      new SideLanes.Watch() {
        @Override
        public void began(Thread lane) {
          throw new OutOfMemoryError("no thread");
        }

        @Override
        public void settled() {}

        @Override
        public void ended(Thread lane) {}
      };

  @Test
  void aLaneThatCannotBeginIsNotOccupied() {
    SideLanes lanes = new SideLanes("test", NO_MEMORY);
    Shipment shipment = shipment(0);
    assertThatThrownBy(() -> lanes.take(shipment, carried -> {}))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(lanes.isOccupied("odd")).isFalse();
  }

  private static Shipment shipment(long number) {
    return new Shipment(
        Context.EMPTY, logs(number, 1), List.of(), 1, 1000, new Trial(), Origins.UNKNOWN, "odd");
  }

  @Test
  void aLaneGoesOnBehindABugThoughNoOtherThreadCanBegin() throws InterruptedException {
    List<Thread> begun = new CopyOnWriteArrayList<>();
    CountDownLatch ended = new CountDownLatch(1);
    SideLanes lanes =
        new SideLanes(
            "test",
            new SideLanes.Watch() {
              @Override
              public void began(Thread lane) {
                if (!begun.isEmpty()) {
                  throw new OutOfMemoryError("no second thread");
                }
                lane.setUncaughtExceptionHandler((_, bug) -> told.add(bug));
                begun.add(lane);
              }

              @Override
              public void settled() {}

              @Override
              public void ended(Thread lane) {
                ended.countDown();
              }
            });
    CountDownLatch both = new CountDownLatch(1);
    List<Long> carried = new CopyOnWriteArrayList<>();
    Consumer<Shipment> carrier =
        shipment -> {
          await(both);
          carried.addAll(Numbered.numbers(shipment.telemetry));
          if (carried.size() == 1) {
            throw new IllegalStateException("a bug");
          }
        };
    assertThat(lanes.take(shipment(1), carrier)).isTrue();
    assertThat(lanes.take(shipment(2), carrier)).isTrue();
    both.countDown();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(carried).containsExactly(1L, 2L);
    assertThat(told).singleElement().asString().contains("a bug");
    assertThat(lanes.isOccupied("odd")).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  private final List<Throwable> told = new CopyOnWriteArrayList<>();
}
