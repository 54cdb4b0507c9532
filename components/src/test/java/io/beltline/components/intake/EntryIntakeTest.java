package io.beltline.components.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.model.Telemetry;
import io.beltline.receiver.LogRecords;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators keep comes out in time, whatever happened the time before. */
class EntryIntakeTest {
  private final TestSettings settings = TestSettings.of("logs");
  private final FakeClock clock = new FakeClock();
  private final List<Telemetry> received = new ArrayList<>();
  private boolean broken = true;

  private EntryIntake intake() {
    InputConfig config =
        BoundYaml.value(
            InputConfig.class,
            "operators: [{type: recombine, combine_field: body, is_first_entry: 'body == \"a\"'}]");
    Shipper shipper =
        new Shipper(
            settings.settings(),
            (context, telemetry) -> {
              if (broken) {
                broken = false;
                throw new OutOfMemoryError("for a moment");
              }
              received.add(telemetry);
              return ConsumeResult.accepted();
            },
            Admission.UNLIMITED,
            clock,
            config.retryOnFailure());
    return new EntryIntake(
        settings.settings(), config, clock, shipper, "utf-8", "tcp", EntryStep.NONE);
  }

  private static void take(EntryIntake intake, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    intake.take("peer", bytes, 0, bytes.length, Map.of(), intake.batch("peer"));
  }

  @Test
  void aFlushThatFailsIsNotTheLast() {
    EntryIntake intake = intake();
    take(intake, "a");
    clock.advance(Duration.ofSeconds(6));
    take(intake, "b");
    clock.advance(Duration.ofSeconds(6));
    assertThat(received).hasSize(1);
    assertThat(LogRecords.of(received.getFirst()))
        .extracting(record -> record.get("body"))
        .containsExactly("b");
    assertThat(settings.meter().count("beltline_receiver_dropped_items", Map.of("reason", "error")))
        .isEqualTo(1);
  }
}
