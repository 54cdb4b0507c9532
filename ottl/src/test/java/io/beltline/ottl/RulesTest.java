package io.beltline.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Context;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.ottl.context.Environment;
import io.beltline.testkit.FakeClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** Rules: conditions that remove records. */
class RulesTest {
  private static final String TRACES =
      """
      {"resourceSpans":[
        {"resource":{"attributes":[{"key":"a","value":{"intValue":"1"}}]},
         "scopeSpans":[{"scope":{"name":"x"},"spans":[
            {"name":"one","events":[{"name":"e"},{"name":"f"}]},{"name":"two"}]},
           {"scope":{"name":"y"},"spans":[{"name":"three"}]}]},
        {"scopeSpans":[{"spans":[{"name":"one"}]}]}]}
      """;

  private static final String METRICS =
      """
      {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
        {"name":"g","gauge":{"dataPoints":[{"asInt":"1"},{"asInt":"2"}]}},
        {"name":"s","sum":{"dataPoints":[{"asInt":"3"}]}}]}]}]}
      """;

  private static Telemetry json(Signal signal, String json) {
    return OtlpJson.read(signal, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String names(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8)
        .replaceAll("[^\"]*\"name\":\"([^\"]+)\"|.", "$1 ")
        .strip()
        .replaceAll(" +", " ");
  }

  @Test
  void spansAndEventsGoWithWhatHoldsNothingMore() {
    Runs runs =
        new Runs(Signal.TRACES)
            .rules("span", "name == \"three\"", "name == \"two\"")
            .rules("spanevent", "name == \"f\"");
    assertThat(names(runs.run(json(Signal.TRACES, TRACES)))).isEqualTo("x one e one");
    assertThat(runs.removed()).isEqualTo(Map.of(0, 1L, 1, 1L));
    assertThat(runs.counts()).containsEntry(2, List.of(1L, 1L, 0L));
  }

  @Test
  void scopesAndResourcesGoWithAllTheirItems() {
    Runs runs =
        new Runs(Signal.TRACES).rules("scope", "name == \"x\"").rules("span", "name == \"one\"");
    assertThat(names(runs.run(json(Signal.TRACES, TRACES)))).isEqualTo("y three");
    assertThat(runs.removed()).isEqualTo(Map.of(0, 2L, 1, 1L));
    Runs whole = new Runs(Signal.TRACES).rules("resource", "attributes[\"a\"] == 1");
    assertThat(names(whole.run(json(Signal.TRACES, TRACES)))).isEqualTo("one");
    assertThat(whole.removed()).isEqualTo(Map.of(0, 3L));
  }

  @Test
  void aRemovedRecordIsSeenByNoFurtherRule() {
    Runs runs = new Runs(Signal.TRACES).rules("span", "name == \"one\"", "name != nil");
    assertThat(runs.run(json(Signal.TRACES, TRACES)).itemCount()).isZero();
    assertThat(runs.removed()).isEqualTo(Map.of(0, 2L, 1, 2L));
  }

  @Test
  void metricsAndPoints() {
    Runs runs =
        new Runs(Signal.METRICS)
            .rules("metric", "name == \"s\"")
            .rules("datapoint", "value_int == 1");
    Telemetry left = runs.run(json(Signal.METRICS, METRICS));
    assertThat(names(left)).isEqualTo("g");
    assertThat(left.itemCount()).isEqualTo(1);
    assertThat(runs.removed()).isEqualTo(Map.of(0, 1L, 1, 1L));
    Runs points = new Runs(Signal.METRICS).rules("datapoint", "metric.name == \"g\"");
    assertThat(names(points.run(json(Signal.METRICS, METRICS)))).isEqualTo("s");
    Runs all = new Runs(Signal.METRICS).rules("resource", "attributes[\"x\"] == nil");
    assertThat(all.run(json(Signal.METRICS, METRICS)).payload().size()).isZero();
    assertThat(all.removed()).isEqualTo(Map.of(0, 3L));
  }

  @Test
  void logsAndProfiles() {
    Telemetry logs =
        json(
            Signal.LOGS,
            """
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[
              {"body":{"stringValue":"a"}},{"body":{"stringValue":"b"}}]}]}]}
            """);
    Runs runs = new Runs(Signal.LOGS).rules("log", "body == \"a\"");
    assertThat(runs.run(logs).itemCount()).isEqualTo(1);
    Runs scope = new Runs(Signal.LOGS).rules("scope", "name == \"\"");
    assertThat(scope.run(logs).itemCount()).isZero();
    assertThat(scope.removed()).isEqualTo(Map.of(0, 2L));
    Telemetry profiles =
        json(
            Signal.PROFILES,
            """
            {"resourceProfiles":[{"scopeProfiles":[{"profiles":[
              {"durationNano":"7","samples":[{},{}]},{"durationNano":"8","samples":[{}]}]}]}]}
            """);
    Runs profile = new Runs(Signal.PROFILES).rules("profile", "duration_unix_nano == 7");
    assertThat(profile.run(profiles).itemCount()).isEqualTo(1);
    assertThat(profile.removed()).isEqualTo(Map.of(0, 2L));
    Runs resource = new Runs(Signal.PROFILES).rules("resource", "true");
    assertThat(resource.run(profiles).itemCount()).isZero();
    assertThat(resource.removed()).isEqualTo(Map.of(0, 3L));
  }

  @Test
  void whatNoRuleHoldsForIsTheSameTelemetry() {
    Telemetry in = json(Signal.TRACES, TRACES);
    assertThat(new Runs(Signal.TRACES).rules("span", "name == \"z\"").run(in)).isSameAs(in);
  }

  @Test
  void aRuleThatFailsRemovesNothing() {
    Telemetry in = json(Signal.TRACES, TRACES);
    Runs runs =
        new Runs(Signal.TRACES)
            .rules(ErrorMode.SILENT, "span", "ParseJSON(name) != nil", "name == \"two\"");
    assertThat(names(runs.run(in))).isEqualTo("x one e f y three one");
    assertThat(runs.counts()).containsEntry(0, List.of(0L, 0L, 4L));
    TransformationRunner strict =
        new Runs(Signal.TRACES)
            .rules(ErrorMode.PROPAGATE, "span", "ParseJSON(name) != nil")
            .runner();
    assertThatThrownBy(() -> strict.apply(Context.EMPTY, in))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("ParseJSON(name) != nil: ");
  }

  @Test
  void whatARefusedRequestWouldHaveLostIsNotCounted() {
    Runs strict =
        new Runs(Signal.TRACES)
            .rules(
                ErrorMode.PROPAGATE,
                "span",
                "name == \"two\"",
                "name == \"three\" and ParseJSON(name) != nil");
    assertThatThrownBy(() -> strict.run(json(Signal.TRACES, TRACES)))
        .isInstanceOf(EvaluationException.class);
    assertThat(strict.counts()).containsEntry(0, List.of(1L, 1L, 0L));
    assertThat(strict.removed()).isEmpty();
  }

  @Test
  void withoutAContextEachRuleHasItsOwnAndTheOutermostComesFirst() {
    Runs runs =
        new Runs(Signal.TRACES)
            .rulesWithoutContext(
                "span.name == \"one\"",
                "spanevent.name == \"e\"",
                "resource.attributes[\"a\"] == 1");
    assertThat(names(runs.run(json(Signal.TRACES, TRACES)))).isEmpty();
    assertThat(runs.removed()).isEqualTo(Map.of(2, 3L, 0, 1L));
    Runs wrong =
        new Runs(Signal.TRACES).rulesWithoutContext("span.name == \"one\"", "name == \"x\"");
    assertThat(wrong.problems())
        .singleElement()
        .asString()
        .startsWith("conditions[1]: the path name does not say its context");
  }

  @Test
  void countsAreHandedOnBeforeAnotherRequestTakesTheRegisters() throws InterruptedException {
    LongAdder gone = new LongAdder();
    Transformation rules =
        new Runs(Signal.TRACES).rules("span", "name == \"one\"").transformation();
    TransformationRunner runner =
        new TransformationRunner(
            rules,
            new Environment(new FakeClock(), new SplittableRandom(1)),
            new StatementMeter() {
              @Override
              public void add(int statement, long matched, long changed, long failed) {}

              @Override
              public void removed(int statement, long items) {
                gone.add(items);
              }
            },
            new FailureLog(NOPLogger.NOP_LOGGER, new FakeClock(), rules.statements()));
    Telemetry in = json(Signal.TRACES, TRACES);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(
          Thread.startVirtualThread(
              () -> {
                for (int j = 0; j < 500; j++) {
                  runner.apply(Context.EMPTY, in);
                }
              }));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(gone.sum()).isEqualTo(8 * 500 * 2);
  }

  @Test
  void problemsOfRules() {
    Runs runs =
        new Runs(Signal.TRACES)
            .rules("span", "name == \"a\"", "nam == \"b\"")
            .rules("metric", "true");
    assertThat(runs.problems())
        .containsExactly(
            "conditions[1]: span has no field \"nam\" (did you mean \"name\"?) at 1:1",
            "context[0]: \"metric\" is no context of traces (expected: resource, scope, span,"
                + " spanevent, spanlink) at 1:1");
    assertThat(runs.transformation().isEmpty()).isTrue();
  }
}
