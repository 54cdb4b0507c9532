package io.beltline.components.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Status.Code;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Calls that are served in turn. */
class TurnTest {
  private final FakeClock clock = new FakeClock();
  private final Turn turn = new Turn();

  private Deadline in(int seconds) {
    return Deadline.in(clock, Duration.ofSeconds(seconds));
  }

  private static Code code(ExportResult result) {
    return assertInstanceOf(Refused.class, result).refusal().status().code();
  }

  @Test
  void oneAfterTheOtherIsServed() {
    assertNull(turn.begin(in(1)));
    turn.end();
    assertNull(turn.begin(in(1)));
    turn.end();
  }

  @Test
  void whoseDeadlineHasPassedWhenItsTurnComesIsNotServedAndKeepsNobodyWaiting() throws Exception {
    assertNull(turn.begin(in(10)));
    Deadline early = in(5);
    var began = new CountDownLatch(1);
    var second = new CompletableFuture<ExportResult>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  began.countDown();
                  second.complete(turn.begin(early));
                });
    began.await();
    clock.advance(Duration.ofSeconds(6));
    turn.end();
    assertEquals(Code.DEADLINE_EXCEEDED, code(second.get()));
    waiting.join();
    assertNull(turn.begin(in(1)));
    turn.end();
  }

  @Test
  void whoIsInterruptedWhileItWaitsIsNotServed() throws Exception {
    assertNull(turn.begin(in(10)));
    var second = new CompletableFuture<ExportResult>();
    Thread waiting = Thread.ofVirtual().start(() -> second.complete(turn.begin(in(10))));
    waiting.interrupt();
    assertEquals(Code.CANCELLED, code(second.get()));
    waiting.join();
    turn.end();
  }
}
