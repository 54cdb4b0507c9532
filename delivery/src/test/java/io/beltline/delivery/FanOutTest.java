package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FanOutTest {
  private static final Telemetry DATA = logs(0, 3);

  private static Consumer answering(ConsumeResult result) {
    return (context, telemetry) -> result;
  }

  private static ConsumeResult send(Consumer... consumers) {
    return new FanOut(List.of(consumers)).consume(Context.EMPTY, DATA);
  }

  @Test
  void sumsUpWhatWasAccepted() {
    assertThat(send(answering(ConsumeResult.accepted()), answering(ConsumeResult.accepted())))
        .isEqualTo(ConsumeResult.accepted());
    assertThat(send(answering(new Accepted(2, "a")), answering(new Accepted(1, "b"))))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.rejectedItems()).isEqualTo(3);
              assertThat(accepted.message()).contains("a", "b");
            });
  }

  @Test
  void prefersTheLongestWaitThenWhatIsPermanent() {
    Retryable soon = ConsumeResult.unavailable("soon", Duration.ofSeconds(1));
    Retryable late = ConsumeResult.unavailable("late", Duration.ofSeconds(9));
    Permanent never = new Permanent(Status.INVALID_ARGUMENT, "never");
    assertThat(send(answering(never), answering(soon), answering(late))).isEqualTo(late);
    assertThat(send(answering(late), answering(soon), answering(never))).isEqualTo(late);
    assertThat(send(answering(ConsumeResult.accepted()), answering(never))).isEqualTo(never);
  }

  @Test
  void oneThatHangsHoldsUpNoOther() {
    CountDownLatch bothReached = new CountDownLatch(2);
    Consumer waitsForTheOther =
        (context, telemetry) -> {
          bothReached.countDown();
          try {
            bothReached.await();
          } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
          }
          return ConsumeResult.accepted();
        };
    assertThat(send(waitsForTheOther, waitsForTheOther)).isEqualTo(ConsumeResult.accepted());
  }

  @Test
  void callsThoseThatDoNotBlockOnTheCallersThread() {
    List<Thread> threads = new ArrayList<>();
    Blocking quick =
        new Blocking() {
          @Override
          public boolean mayBlock(Context context) {
            return false;
          }

          @Override
          public ConsumeResult consume(Context context, Telemetry telemetry) {
            threads.add(Thread.currentThread());
            return ConsumeResult.accepted();
          }
        };
    FanOut quickOnes = new FanOut(List.of(quick, quick));
    quickOnes.consume(Context.EMPTY, DATA);
    assertThat(threads).containsOnly(Thread.currentThread()).hasSize(2);
    assertThat(quickOnes.mayBlock(Context.EMPTY)).isFalse();
    assertThat(
            new FanOut(List.of(quick, answering(ConsumeResult.accepted()))).mayBlock(Context.EMPTY))
        .isTrue();
  }

  @Test
  void aBugInOneIsToldAfterTheOthersHadTheirTurn() {
    List<Telemetry> reached = new ArrayList<>();
    Consumer broken =
        (context, telemetry) -> {
          throw new IllegalStateException("bug");
        };
    Consumer fine =
        (context, telemetry) -> {
          synchronized (reached) {
            reached.add(telemetry);
          }
          return ConsumeResult.accepted();
        };
    assertThatThrownBy(() -> send(fine, broken, fine)).hasStackTraceContaining("bug");
    assertThat(reached).containsExactly(DATA, DATA);
  }
}
