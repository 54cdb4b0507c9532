package io.beltline.components.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Deadline;
import io.beltline.model.Telemetry;
import io.beltline.receiver.LogRecords;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What operators keep comes out in time, whatever happened the time before. */
class EntryIntakeTest {
  private final TestSettings settings = TestSettings.of("logs");
  private final FakeClock clock = new FakeClock();
  private final List<Telemetry> received = new ArrayList<>();
  private boolean broken = true;
  private String operators =
      "{type: recombine, combine_field: body, is_first_entry: 'body == \"a\"'}";

  private EntryIntake intake() {
    InputConfig config = BoundYaml.value(InputConfig.class, "operators: [" + operators + "]");
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
    take(intake, "peer", text, Map.of());
  }

  private static void take(
      EntryIntake intake, String source, String text, Map<String, @Nullable Object> labels) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    intake.take(source, bytes, 0, bytes.length, labels, intake.batch(source));
  }

  /** A value that nothing can be made of. */
  private static final class Unwritable extends AbstractMap<String, String> {
    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      throw new IllegalStateException("a bug");
    }
  }

  /** Entries of several sources, of which some cannot be handed on. */
  private EntryIntake several() {
    broken = false;
    EntryIntake intake = intake();
    take(intake, "one", "1", Map.of());
    take(intake, "two", "2", Map.of("bad", new Unwritable(), "last", "yes"));
    take(intake, "three", "3", Map.of());
    take(intake, "four", "4", Map.of("bad", new Unwritable(), "last", "yes"));
    take(intake, "five", "5", Map.of());
    return intake;
  }

  private void theOthersHaveArrived() {
    assertThat(received).hasSize(1);
    assertThat(LogRecords.of(received.getFirst()))
        .extracting(record -> record.get("body"))
        .containsExactly("1", "3", "5");
    assertThat(settings.meter().count("beltline_receiver_dropped_items", Map.of("reason", "error")))
        .isEqualTo(2);
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

  @Test
  void whatIsDueWithABugIsHandedOn() {
    several();
    clock.advance(Duration.ofSeconds(6));
    theOthersHaveArrived();
  }

  @Test
  void whatIsKeptAtTheEndWithABugIsHandedOn() {
    several().close(Deadline.in(clock, Duration.ofSeconds(10)));
    theOthersHaveArrived();
  }

  /** An operator behind another that keeps entries has its turn too. */
  @Test
  void otherOperatorsAreAskedAllTheSame() {
    operators +=
        ", {type: recombine, combine_field: body, is_last_entry: 'attributes.last == \"yes\"'}";
    several().close(Deadline.in(clock, Duration.ofSeconds(10)));
    theOthersHaveArrived();
  }
}
