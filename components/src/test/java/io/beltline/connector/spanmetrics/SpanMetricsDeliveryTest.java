package io.beltline.connector.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Status;
import io.beltline.connector.Outputs;
import io.beltline.connector.Points;
import io.beltline.connector.Spans;
import io.beltline.extension.Configs;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of metrics when the destination does not take them. */
class SpanMetricsDeliveryTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ConsumeResult LATER = ConsumeResult.unavailable("busy", null);
  private static final ConsumeResult NEVER =
      new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "too large");
  private static final String TOTALS = "{histogram: {disable: true}}";
  private static final String DELTAS =
      "{aggregation_temporality: AGGREGATION_TEMPORALITY_DELTA, histogram: {disable: true}}";

  private final FakeClock clock = new FakeClock();
  private final TestSettings settings = TestSettings.of("span_metrics");
  private Outputs outputs = Outputs.of("metrics");
  private final TestHost host = new TestHost(clock);

  private Connector started(String yaml) {
    Connector connector =
        new SpanMetricsConnectorFactory()
            .create(settings.settings(), Configs.bind(SpanMetricsConfig.class, yaml), outputs);
    connector.start(host);
    return connector;
  }

  private void answering(ConsumeResult result) {
    outputs.get("metrics").answering(result);
  }

  private void minute() {
    clock.advance(MINUTE);
  }

  private String calls() {
    String line = Points.lines(outputs.get("metrics").received().getLast().telemetry()).getFirst();
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static void count(Connector connector, int names) {
    StringJoiner spans = new StringJoiner(",");
    for (int i = 0; i < names; i++) {
      spans.add(Spans.span("s" + i, 5, "[]", ""));
    }
    assertThat(connector.consume(Context.EMPTY, Spans.raw("shop", spans.toString())).isAccepted())
        .isTrue();
  }

  private List<Integer> taking(int most) {
    List<Integer> taken = new ArrayList<>();
    outputs
        .get("metrics")
        .answering(
            (context, telemetry) -> {
              if (telemetry.itemCount() > most) {
                return NEVER;
              }
              taken.add(telemetry.itemCount());
              return ConsumeResult.accepted();
            });
    return taken;
  }

  @Test
  void manySeriesAreSentInParts() {
    Connector connector = started("");
    count(connector, 5000);
    List<Integer> taken = taking(8192);
    minute();
    assertThat(taken).containsExactly(8192, 10_000 - 8192);
    assertThat(settings.ledger().booked())
        .containsExactly(Map.entry("created{span_metrics}", 10_000L));
  }

  @Test
  void aPartThatIsRefusedTakesNoOtherAlong() {
    Connector connector = started(TOTALS);
    count(connector, 10_000);
    List<Integer> taken = taking(5000);
    minute();
    assertThat(taken).containsExactly(10_000 - 8192);
    assertThat(settings.ledger().booked())
        .isEqualTo(Map.of("created{span_metrics}", 10_000L, "dropped{refused}", 8192L));
  }

  @Test
  void whoseZeroWasRefusedIsSentAsZeroOnceMore() {
    Connector connector = started(TOTALS);
    count(connector, 1);
    answering(LATER);
    minute();
    assertThat(calls()).isEqualTo("0");
    answering(ConsumeResult.accepted());
    minute();
    assertThat(calls()).isEqualTo("0");
    minute();
    assertThat(calls()).isEqualTo("1");
  }

  @Test
  void aDestinationThatRefusesHidesNothingFromAnotherForLong() {
    outputs = Outputs.of("metrics", "metrics/archive");
    outputs.get("metrics/archive").answering(LATER);
    Connector connector = started(TOTALS);
    count(connector, 1);
    minute();
    assertThat(calls()).isEqualTo("0");
    minute();
    assertThat(calls()).isEqualTo("0");
    minute();
    assertThat(calls()).isEqualTo("1");
  }

  @Test
  void whatWasNotOfferedHasNotBeenShownAsZero() {
    Connector connector = started(TOTALS);
    count(connector, 10_000);
    answering(LATER);
    minute(); // the first part is offered and refused, the second is not offered
    minute();
    List<String> values = new ArrayList<>();
    outputs
        .get("metrics")
        .answering(
            (context, telemetry) -> {
              values.add(
                  Points.lines(telemetry).stream()
                      .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                      .distinct()
                      .collect(Collectors.joining(",")));
              return ConsumeResult.accepted();
            });
    minute();
    assertThat(values).containsExactly("1", "0");
    minute();
    assertThat(values).containsExactly("1", "0", "1", "1");
  }

  @Test
  void deltasOfPartsAreKeptFromTheFirstOnThatMustWait() {
    Connector connector = started(DELTAS);
    count(connector, 20_000);
    List<ConsumeResult> answers = new ArrayList<>(List.of(ConsumeResult.accepted(), LATER));
    outputs.get("metrics").answering((context, telemetry) -> answers.removeFirst());
    minute();
    List<Integer> taken = taking(8192);
    minute();
    assertThat(taken).containsExactly(8192, 20_000 - 2 * 8192);
    assertThat(settings.ledger().booked())
        .containsExactly(Map.entry("created{span_metrics}", 20_000L));
  }

  @Test
  void aSuccessorSendsDeltasThatMustWait() {
    Connector before = started(DELTAS);
    count(before, 1);
    answering(LATER);
    minute();
    host.succeeded(true);
    before.shutdown(Deadline.in(clock, MINUTE));
    host.succeeded(false);
    Connector after = started("{histogram: {disable: true}, dimensions: [{name: other}]}");
    List<Integer> taken = taking(10);
    minute();
    assertThat(taken).as("with another configuration, too").containsExactly(1);
    assertThat(settings.ledger().booked()).containsExactly(Map.entry("created{span_metrics}", 1L));
    after.shutdown(Deadline.in(clock, MINUTE));
  }

  @Test
  void whoIsInterruptedEndsWhatNobodySends() {
    Connector connector = started(DELTAS);
    count(connector, 1);
    answering(LATER);
    minute();
    Thread.currentThread().interrupt();
    connector.shutdown(Deadline.in(clock, MINUTE));
    assertThat(Thread.interrupted()).as("for those behind it").isTrue();
    assertThat(settings.ledger().booked())
        .isEqualTo(Map.of("created{span_metrics}", 1L, "dropped{shutdown}", 1L));
  }

  @Test
  void deltasThatComeBackAtTheDeadlineAreLeftToASuccessor() throws InterruptedException {
    Connector before = started(DELTAS);
    count(before, 1);
    CompletableFuture<ConsumeResult> answer = new CompletableFuture<>();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    outputs
        .get("metrics")
        .answering((context, telemetry) -> asked.complete(true) ? answer.join() : LATER);
    Thread sending = Thread.startVirtualThread(this::minute);
    asked.join();
    host.succeeded(true);
    Thread ending =
        Thread.startVirtualThread(() -> before.shutdown(Deadline.in(clock, Duration.ZERO)));
    while (ending.isAlive() && ending.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    answer.complete(LATER);
    sending.join();
    ending.join();
    host.succeeded(false);
    Connector after = started(DELTAS);
    List<Integer> taken = taking(10);
    minute();
    assertThat(taken).containsExactly(1);
    assertThat(settings.ledger().booked()).containsExactly(Map.entry("created{span_metrics}", 1L));
    after.shutdown(Deadline.in(clock, MINUTE));
  }
}
