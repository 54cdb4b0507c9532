package io.beltline.service.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Deadline;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.service.logging.LogLine;
import io.beltline.service.telemetry.LogProcessorConfig.BatchConfig;
import io.beltline.service.telemetry.PeriodicConfig;
import io.beltline.service.telemetry.TargetConfig;
import io.beltline.service.telemetry.TargetConfig.ConsoleConfig;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingMeter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class ReporterTest {
  private static final TargetConfig CONSOLE = new TargetConfig(null, new ConsoleConfig());

  private final FakeClock clock = new FakeClock();
  private final RecordingMeter meter = new RecordingMeter();
  private final Kept outlet = new Kept();

  /** Keeps what it is given. */
  private static final class Kept implements Outlet {
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

    @Override
    public @Nullable String send(Telemetry telemetry, Deadline deadline) {
      sent.add(new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8));
      return null;
    }

    @Override
    public String target() {
      return "here";
    }

    @Override
    public void close(Deadline deadline) {
      sent.add("closed");
    }
  }

  private LogReporter logs(int delay, int room, int batch) {
    return new LogReporter(
        new BatchConfig(delay, 30_000, room, batch, CONSOLE),
        Map.of("service.name", "beltline"),
        clock,
        outlet,
        LoggerFactory.getLogger("test"),
        meter.counter("dropped", "", "", Map.of()));
  }

  private static LogLine line(int number) {
    Map<String, Object> fields = Map.of("n", number);
    Instant time = Instant.ofEpochSecond(1, 5);
    return new LogLine(time, Level.WARN, "", "line " + number, fields, null);
  }

  private static String json(int number) {
    return "{\"timeUnixNano\":\"1000000005\",\"observedTimeUnixNano\":\"1000000005\","
        + "\"severityNumber\":13,\"severityText\":\"WARN\",\"body\":{\"stringValue\":\"line %1$d\"},"
            .formatted(number)
        + "\"attributes\":[{\"key\":\"n\",\"value\":{\"intValue\":\"%d\"}}]}".formatted(number);
  }

  private Deadline soon() {
    return Deadline.in(clock, Duration.ofSeconds(1));
  }

  @Test
  void linesAreGatheredAndSentAfterTheDelay() {
    LogReporter reporter = logs(1000, 10, 5);
    reporter.add(line(1));
    reporter.add(line(2));
    assertThat(outlet.sent).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    reporter.close(soon());
    assertThat(outlet.sent)
        .containsExactly(
            "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\","
                + "\"value\":{\"stringValue\":\"beltline\"}}]},\"scopeLogs\":[{\"scope\":{\"name\":"
                + "\"io.beltline\"},\"logRecords\":["
                + json(1)
                + ","
                + json(2)
                + "]}]}]}",
            "closed");
  }

  @Test
  void beyondTheQueueTheOldestIsDroppedAndCounted() {
    LogReporter reporter = logs(1000, 3, 3);
    for (int i = 1; i <= 5; i++) {
      reporter.add(line(i));
    }
    reporter.close(soon());
    assertThat(meter.count("dropped")).isEqualTo(2);
    assertThat(outlet.sent.getFirst()).contains("line 3", "line 5").doesNotContain("line 2");
  }

  @Test
  void metricsGoOutAtEveryIntervalAndAtTheEnd() {
    int[] asked = {0};
    MetricsReporter reporter =
        new MetricsReporter(
            new PeriodicConfig(100, 1000, CONSOLE, null),
            clock,
            outlet,
            LoggerFactory.getLogger("test"),
            () -> OtlpLogs.of(List.of(line(++asked[0])), Map.of()));
    reporter.rounded();
    clock.advance(Duration.ofMillis(100));
    clock.awaitPending(1);
    clock.advance(Duration.ofMillis(100));
    clock.awaitPending(1);
    reporter.close(soon());
    clock.advance(Duration.ofSeconds(1));
    assertThat(outlet.sent).hasSize(4).last().isEqualTo("closed");
    assertThat(clock.pending()).isZero();
  }
}
