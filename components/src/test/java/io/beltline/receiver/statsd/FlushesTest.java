package io.beltline.receiver.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.components.intake.RetryConfig;
import io.beltline.components.intake.Shipper;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** When points are handed on before their time. */
class FlushesTest {
  @Test
  void oneAtATimeIsStarted() {
    TestSettings settings = TestSettings.of("metrics");
    FakeClock clock = new FakeClock();
    Shipper shipper =
        new Shipper(
            settings.settings(),
            new RecordingConsumer(),
            Admission.UNLIMITED,
            clock,
            RetryConfig.FOR_EVER);
    Deque<Runnable> started = new ArrayDeque<>();
    Flushes flushes = new Flushes(clock, Duration.ofMinutes(1), "udp", shipper, started::add);
    flushes.start(
        new Aggregator(
            settings.settings(),
            BoundYaml.value(StatsdReceiverConfig.class, "{}"),
            clock,
            Admission.UNLIMITED,
            flushes::early));
    flushes.early();
    flushes.early();
    assertThat(started).hasSize(1);
    started.remove().run();
    flushes.early();
    assertThat(started).hasSize(1);
  }
}
