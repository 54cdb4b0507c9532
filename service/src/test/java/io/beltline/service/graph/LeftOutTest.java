package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Signal;
import io.beltline.service.Parts.PartConfig;
import io.beltline.service.logging.Logging;
import io.beltline.service.metrics.ComponentMeters;
import io.beltline.service.plan.Plan;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The metrics of components that a reload leaves out. */
class LeftOutTest {
  private final FakeClock clock = new FakeClock();
  private final Stage stage = new Stage(clock);
  private final Swap swap =
      new Swap(stage.surroundings, Logging.logger(Map.of()), Duration.ofSeconds(10));
  private Graph running = stage.started(plan("", "", "part/p"));

  @AfterEach
  void close() {
    running.shutdown(stage.deadline());
    stage.close();
  }

  /** The mode is that of the last processor. */
  private Plan plan(String note, String mode, String... processors) {
    Plans plans =
        stage
            .plans()
            .with("part_aid", note)
            .with("part_in", new PartConfig("", 4317, ""))
            .with("part_out", new PartConfig("", 9464, ""));
    for (int i = 0; i < processors.length; i++) {
      plans.with(processors[i], i == processors.length - 1 ? mode : "");
    }
    return plans
        .pipeline(Signal.LOGS, "", "part_in", String.join(",", processors), "part_out")
        .plan();
  }

  private boolean to(Plan plan) {
    Swap.Outcome outcome = swap.to(plan, running, () -> {});
    running = outcome.running();
    return outcome.failure() == null;
  }

  private static String incoming(String processor, int items) {
    return "otelcol_processor_incoming_items{otel_signal=\"logs\",processor=\"%s\"} %d\n"
        .formatted(processor, items);
  }

  private String afterAWhile() {
    clock.advance(ComponentMeters.GRACE);
    return stage.metrics();
  }

  @Test
  void theyAreForgottenAfterAWhileAndThoseOfOthersStay() {
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(to(plan("", "", "part/q"))).isTrue();
    stage.send("part_in", Signal.LOGS, 2);
    clock.advance(ComponentMeters.GRACE.minusNanos(1));
    assertThat(stage.metrics()).contains(incoming("part/p", 5), incoming("part/q", 2));
    clock.advance(Duration.ofNanos(1));
    assertThat(stage.metrics())
        .contains(incoming("part/q", 2))
        .contains(
            "otelcol_receiver_accepted_log_records{receiver=\"part_in\",transport=\"grpc\"} 7")
        .doesNotContain("processor=\"part/p\"");
  }

  @Test
  void oneThatIsReplacedCountsOn() {
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(to(plan("", "filter1", "part/p"))).isTrue();
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(to(plan("other", "", "part/p"))).isTrue(); // all are replaced
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(afterAWhile())
        .contains(incoming("part/p", 15))
        .contains(
            "otelcol_receiver_accepted_log_records{receiver=\"part_in\",transport=\"grpc\"} 15");
  }

  @Test
  void theyAreForgottenAlsoAfterAllWereReplaced() {
    assertThat(to(plan("other", "", "part/q"))).isTrue();
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(to(plan("other", "", "part/p"))).isTrue();
    stage.send("part_in", Signal.LOGS, 2);
    assertThat(afterAWhile())
        .contains(incoming("part/p", 2))
        .doesNotContain("processor=\"part/q\"");
  }

  @Test
  void ofAReloadThatFailsNothingStays() {
    stage.send("part_in", Signal.LOGS, 5);
    for (String mode : new String[] {"unbuildable", "unstartable"}) {
      assertThat(to(plan("", mode, "part/new", "part/p"))).as(mode).isFalse();
      assertThat(stage.metrics()).as(mode).contains(incoming("part/new", 0));
      assertThat(afterAWhile())
          .as(mode)
          .contains(incoming("part/p", 5))
          .doesNotContain("processor=\"part/new\"");
    }
  }
}
