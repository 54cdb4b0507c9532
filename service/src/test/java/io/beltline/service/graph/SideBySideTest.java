package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.delivery.Blocking;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.Items;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SideBySideTest {
  private static final Telemetry DATA = Items.of(Signal.LOGS, 3);

  private static ConsumeResult[] call(Consumer... consumers) {
    return SideBySide.call(consumers, Context.EMPTY, DATA);
  }

  /** A destination that never waits, and hears when it was reached. */
  private record Quick(List<Thread> reachedBy, CountDownLatch reached) implements Blocking {
    @Override
    public boolean mayBlock(Context context) {
      return false;
    }

    @Override
    public ConsumeResult consume(Context context, Telemetry telemetry) {
      reachedBy.add(Thread.currentThread());
      reached.countDown();
      return ConsumeResult.accepted();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Test
  @Timeout(20)
  void aDestinationThatBlocksHoldsUpNoOther() {
    CountDownLatch healthy = new CountDownLatch(2);
    Consumer blocks =
        (context, telemetry) -> {
          await(healthy);
          return ConsumeResult.unavailable("late", null);
        };
    Consumer alsoMayBlock =
        (context, telemetry) -> {
          healthy.countDown();
          return ConsumeResult.accepted();
        };
    Quick quick = new Quick(Collections.synchronizedList(new ArrayList<>()), healthy);
    assertThat(call(blocks, quick, alsoMayBlock))
        .containsExactly(
            ConsumeResult.unavailable("late", null),
            ConsumeResult.accepted(),
            ConsumeResult.accepted());
    assertThat(quick.reachedBy).containsExactly(Thread.currentThread());
  }

  @Test
  @Timeout(20)
  void pipelinesAreCalledSideBySideToo() {
    CountDownLatch healthy = new CountDownLatch(1);
    Consumer blocks =
        (context, telemetry) -> {
          await(healthy);
          return ConsumeResult.accepted();
        };
    Quick quick = new Quick(Collections.synchronizedList(new ArrayList<>()), healthy);
    assertThat(Spread.over(List.of(blocks, quick)).consume(Context.EMPTY, DATA).isAccepted())
        .isTrue();
  }

  @Test
  void aBugInOneIsToldAfterTheOthersHadTheirTurn() {
    List<Telemetry> reached = Collections.synchronizedList(new ArrayList<>());
    Consumer broken =
        (context, telemetry) -> {
          throw new IllegalStateException("bug");
        };
    Consumer fine =
        (context, telemetry) -> {
          reached.add(telemetry);
          return ConsumeResult.accepted();
        };
    assertThatThrownBy(() -> call(fine, broken, fine)).hasMessage("bug");
    assertThat(reached).containsExactly(DATA, DATA);
  }

  @Test
  @Timeout(20)
  void anInterruptReachesAllThatAreWaitedFor() {
    CountDownLatch never = new CountDownLatch(1);
    Consumer waits =
        (context, telemetry) -> {
          try {
            never.await();
            return ConsumeResult.accepted();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return ConsumeResult.unavailable("interrupted", null);
          }
        };
    Thread.currentThread().interrupt();
    ConsumeResult[] results = call(waits, waits);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(results).containsOnly(ConsumeResult.unavailable("interrupted", null));
  }
}
