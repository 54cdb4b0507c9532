package io.beltline.receiver.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.components.intake.LogRig;
import io.beltline.components.intake.MetricRig;
import io.beltline.components.otlp.Peak;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is kept takes a part of the room, and leaves enough to hand it on. */
class StatsdRoomTest {
  private final FakeClock clock = new FakeClock();

  @Test
  void whatTheAccountHasNoRoomForIsCountedAndAllIsGivenBack() {
    Peak room = new Peak(512 * 1024);
    int lines = 5000;
    try (MetricRig rig = Measured.start(", transport: tcp", clock, room)) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < lines; i++) {
        text.append("some.metric.of.a.long.name.").append(i).append(":1|c\n");
      }
      LogRig.tcp(Measured.port(rig), text + "bad\n");
      while (rig.dropped("malformed") == 0) {
        Thread.onSpinWait();
      }
      long dropped = rig.dropped("no_room");
      assertThat(dropped).isBetween(1L, lines - 1L);
      assertThat(room.held()).isLessThanOrEqualTo(512 * 1024);
      assertThat(Measured.interval(rig, clock)).hasSize((int) (lines - dropped));
    }
    assertThat(room.held()).isZero();
  }

  private static String timers(String name, int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(name).append(":1|ms|#tag:").append(i).append('\n');
    }
    return text.toString();
  }

  @Test
  void whatComesWhileThePipelineSaysLaterLeavesRoomToHandItOn() throws InterruptedException {
    Peak room = new Peak(1 << 20);
    try (MetricRig rig = Measured.start(", transport: tcp", clock, room)) {
      rig.next.answering(ConsumeResult.unavailable("later", Duration.ofSeconds(5)));
      LogRig.tcp(Measured.port(rig), timers("first", 500));
      rig.awaitRead("tcp", 500);
      clock.advance(Duration.ofMinutes(1));
      rig.awaitHeld();
      long taken = room.held();
      assertThat(taken).as("is held until the pipeline has it").isGreaterThan(10_000);
      while (rig.dropped("no_room") == 0) {
        LogRig.tcp(Measured.port(rig), timers("then", 1000));
      }
      assertThat(room.held()).as("most is left to others").isBetween(taken, 512L << 10);
      rig.next.answering(ConsumeResult.accepted());
      Thread moving = // not virtual: it never leaves its processor, which may be the only one
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                      clock.advance(Duration.ofSeconds(30));
                    }
                  });
      rig.await(500);
      rig.await(100);
      moving.interrupt();
      moving.join();
    }
    assertThat(room.held()).isZero();
  }

  @Test
  void gaugesThatAreRememberedLeaveRoomForOthers() {
    Peak room = new Peak(512 * 1024);
    try (MetricRig rig = Measured.start(", transport: tcp", clock, room)) {
      for (int round = 0; round < 8; round++) {
        gauges(rig, 100, "gauge." + round, ":1", round);
        assertThat(Measured.interval(rig, clock)).hasSize(100);
      }
    }
    assertThat(room.held()).isZero();
  }

  private static void gauges(MetricRig rig, int count, String names, String value, int round) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(names).append('.').append(i).append(value).append("|g\n");
    }
    LogRig.tcp(Measured.port(rig), text + "bad\n");
    while (rig.dropped("malformed") <= round) {
      Thread.onSpinWait();
    }
  }

  @Test
  void gaugesThatWereNotSetForLongestMakeRoomForNewOnes() {
    Peak room = new Peak(512 * 1024);
    try (MetricRig rig = Measured.start(", transport: tcp", clock, room)) {
      gauges(rig, 200, "left.long.ago", ":1", 0);
      Measured.interval(rig, clock);
      gauges(rig, 200, "new", ":5", 1);
      Measured.interval(rig, clock);
      LogRig.tcp(Measured.port(rig), "new.199:+1|g\nbad\n");
      while (rig.dropped("malformed") <= 2) {
        Thread.onSpinWait();
      }
      assertThat(Measured.interval(rig, clock)).singleElement().asString().contains("asDouble=6.0");
    }
    assertThat(room.held()).isZero();
  }
}
