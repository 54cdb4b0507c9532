package io.beltline.connector.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.connector.Outputs;
import io.beltline.connector.Spans;
import io.beltline.extension.Configs;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Pipelines that come and go at random: what is acknowledged is somewhere, and nowhere twice. */
class FailoverPropertyTest {
  private static final List<String> NAMES = List.of("traces/a", "traces/b", "traces/c");
  private static final Telemetry REQUEST = Spans.of("shop", "GET", 5);

  /** A connector in front of three pipelines. */
  private static final class Rig {
    private final FakeClock clock = new FakeClock();
    private final AtomicLong kept = new AtomicLong();
    private final Outputs outputs = Outputs.of(NAMES.toArray(String[]::new));

    private final Connector connector;

    Rig() {
      connector =
          new FailoverConnectorFactory()
              .create(
                  TestSettings.of("failover").settings(),
                  Configs.bind(
                      FailoverConfig.class,
                      "{priority_levels: [[traces/a], [traces/b], [traces/c]], retry_interval:"
                          + " 3s}"),
                  outputs);
      connector.start(new TestHost(clock));
    }

    void set(int up) {
      for (int i = 0; i < NAMES.size(); i++) {
        RecordingConsumer pipeline = outputs.get(NAMES.get(i));
        boolean takes = (up >> i & 1) == 1;
        pipeline.answering(
            (context, telemetry) -> {
              if (takes) {
                kept.incrementAndGet();
                return ConsumeResult.accepted();
              }
              return ConsumeResult.unavailable("away", null);
            });
      }
    }
  }

  @Property(tries = 300, seed = "20261128")
  void aRequestIsAcceptedIfAndOnlyIfALevelTakesItAndThenByOne(
      @ForAll @Size(max = 40) List<@IntRange(max = 7) Integer> moments) {
    Rig rig = new Rig();
    long accepted = 0;
    for (int up : moments) {
      rig.set(up);
      rig.clock.advance(Duration.ofSeconds(1));
      boolean taken = rig.connector.consume(Context.EMPTY, REQUEST).isAccepted();
      assertThat(taken).isEqualTo(up != 0);
      accepted += taken ? 1 : 0;
      assertThat(rig.kept).hasValue(accepted);
    }
    rig.set(7);
    rig.clock.advance(Duration.ofSeconds(3));
    rig.connector.consume(Context.EMPTY, REQUEST);
    int before = rig.outputs.get("traces/a").received().size();
    rig.connector.consume(Context.EMPTY, REQUEST);
    assertThat(rig.outputs.get("traces/a").received()).as("back at the best").hasSize(before + 1);
  }

  @Property(tries = 20, seed = "20261128")
  void theSameHoldsForManySendersAtATime(
      @ForAll @Size(max = 20) List<@IntRange(max = 7) Integer> moments) {
    Rig rig = new Rig();
    AtomicLong accepted = new AtomicLong();
    for (int up : moments) {
      rig.set(up);
      rig.clock.advance(Duration.ofSeconds(1));
      try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 16; i++) {
          senders.execute(
              () -> {
                if (rig.connector.consume(Context.EMPTY, REQUEST).isAccepted()) {
                  accepted.incrementAndGet();
                }
              });
        }
      }
      assertThat(rig.kept).hasValue(accepted.get());
      assertThat(up == 0 || accepted.get() > 0).isTrue();
    }
  }
}
