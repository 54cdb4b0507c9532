package io.beltline.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Context;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformationTest {
  private static Telemetry logs(String... records) {
    return logsIn("{\"attributes\":[]}", records);
  }

  private static Telemetry logsIn(String resource, String... records) {
    String json =
        "{\"resourceLogs\":[{\"resource\":"
            + resource
            + ",\"scopeLogs\":[{\"logRecords\":["
            + String.join(",", records)
            + "]}]}]}";
    return OtlpJson.read(Signal.LOGS, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String body(String text) {
    return "{\"body\":{\"stringValue\":\"" + text + "\"}}";
  }

  private static String json(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8);
  }

  @Test
  void eachStatementCountsWhatItMatchedChangedAndFailedOn() {
    Runs runs =
        new Runs(Signal.LOGS)
            .with(
                new GroupSource(
                    "log",
                    List.of(),
                    List.of(
                        "set(attributes[\"a\"], \"x\") where body == \"one\"",
                        "set(body, \"two\")",
                        "set(severity_number, body)"),
                    ErrorMode.SILENT,
                    false));
    runs.run(logs(body("one"), body("two"), body("one")));
    assertThat(runs.counts())
        .containsEntry(0, List.of(2L, 2L, 0L))
        .containsEntry(1, List.of(3L, 2L, 0L))
        .containsEntry(2, List.of(3L, 0L, 3L));
  }

  @Test
  void nothingChangedIsTheSameTelemetry() {
    Telemetry telemetry = logs(body("a"), body("b"));
    Runs runs =
        new Runs(Signal.LOGS)
            .with(
                Runs.group(
                    "log", "set(body, body)", "set(attributes[\"x\"], 1) where body == \"c\""),
                Runs.group("resource", "delete_key(attributes, \"none\")"));
    assertThat(runs.run(telemetry)).isSameAs(telemetry);
  }

  @Test
  void propagatedErrorsNameTheStatement() {
    Runs runs = new Runs(Signal.LOGS).with(Runs.group("log", "set(severity_number, body)"));
    TransformationRunner runner = runs.runner();
    assertThatThrownBy(() -> runner.apply(Context.EMPTY, logs(body("a"))))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("set(severity_number, body): severity_number takes an int, not a string");
    assertThat(runs.counts()).containsEntry(0, List.of(1L, 0L, 1L));
  }

  @Test
  void conditionsOfAGroupAreJoinedByOr() {
    Runs runs =
        new Runs(Signal.LOGS)
            .with(
                new GroupSource(
                    null,
                    List.of("log.body == \"a\"", "log.body == \"c\""),
                    List.of("set(log.severity_number, 5)"),
                    ErrorMode.PROPAGATE,
                    false));
    runs.run(logs(body("a"), body("b"), body("c")));
    assertThat(runs.counts()).containsEntry(0, List.of(2L, 2L, 0L));
  }

  private static GroupSource conditioned(ErrorMode mode) {
    return new GroupSource(
        null,
        List.of("log.body == \"none\"", "log.body[\"level\"] == \"error\""),
        List.of("set(log.severity_number, 5)"),
        mode,
        false);
  }

  @Test
  void conditionsOfAGroupThatFailAreLoggedAndCounted() {
    RecordingLogger logger = new RecordingLogger();
    Runs runs =
        new Runs(Signal.LOGS)
            .log(logger)
            .with(Runs.group("log", "set(flags, 1)"), conditioned(ErrorMode.IGNORE));
    runs.run(logs(body("a"), body("b")));
    assertThat(logger.lines())
        .containsExactly(
            "condition failed: log.body[\"level\"] == \"error\": a body that is a string"
                + " cannot be indexed (expected: a map or a list)");
    assertThat(runs.transformation().conditions()).hasSize(2);
    assertThat(runs.counts())
        .containsEntry(0, List.of(2L, 2L, 0L))
        .containsEntry(3, List.of(0L, 0L, 2L))
        .hasSize(2);
  }

  @Test
  void conditionsOfAGroupThatFailAreCountedInSilenceToo() {
    RecordingLogger logger = new RecordingLogger();
    Runs runs = new Runs(Signal.LOGS).log(logger).with(conditioned(ErrorMode.SILENT));
    runs.run(logs(body("a")));
    assertThat(logger.lines()).isEmpty();
    assertThat(runs.counts()).containsEntry(2, List.of(0L, 0L, 1L));
  }

  @Test
  void propagatedErrorsNameTheConditionOfAGroup() {
    Runs runs = new Runs(Signal.LOGS).with(conditioned(ErrorMode.PROPAGATE));
    TransformationRunner runner = runs.runner();
    assertThatThrownBy(() -> runner.apply(Context.EMPTY, logs(body("a"))))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("log.body[\"level\"] == \"error\": a body that is a string cannot");
    assertThat(runs.counts()).containsEntry(2, List.of(0L, 0L, 1L));
  }

  @Test
  void theCacheLivesAsLongAsARecordOrARequest() {
    String[] statements = {
      "set(attributes[\"seen\"], cache[\"before\"])", "set(cache[\"before\"], body)"
    };
    Telemetry two = logs(body("a"), body("b"));
    assertThat(json(new Runs(Signal.LOGS).with(Runs.group("log", statements)).run(two)))
        .doesNotContain("seen");
    GroupSource shared =
        new GroupSource("log", List.of(), List.of(statements), ErrorMode.PROPAGATE, true);
    TransformationRunner runner = new Runs(Signal.LOGS).with(shared).runner();
    for (int i = 0; i < 2; i++) {
      assertThat(json(runner.apply(Context.EMPTY, two)))
          .containsOnlyOnce("\"seen\",\"value\":{\"stringValue\":\"a\"}")
          .doesNotContain("\"seen\",\"value\":{\"stringValue\":\"b\"}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LOGS    | set(log.body, resource.attributes["a"])                         | 1
          LOGS    | set(resource.attributes["a"], 1)                                | 1
          TRACES  | set(span.name, scope.name)                                      | 1
          TRACES  | set(spanevent.name, span.name)                                  | 1
          METRICS | set(metric.description, "x") where datapoint.attributes["a"] == 1 | 1
          TRACES  | set(resource.attributes["a"], "x") where IsRootSpan()           | 1
          """)
  void contextsAreInferred(Signal signal, String statement, int walks) {
    Runs runs = new Runs(signal).with(Runs.inferred(statement));
    assertThat(runs.problems()).isEmpty();
    assertThat(runs.transformation().walks()).isEqualTo(walks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LOGS    | set(body, 1)                | the path body does not say its context
          LOGS    | set(span.name, "x")         | no context has all of span
          METRICS | set(metric.name, "x") where log.body == 1 | no context has all of metric, log
          """)
  void whatCannotBeInferredSaysWhy(Signal signal, String statement, String problem) {
    Runs runs = new Runs(signal).with(Runs.inferred(statement));
    assertThat(runs.problems()).singleElement().asString().contains(problem);
  }

  @Test
  void groupsShareAWalkWhereThatGivesTheSame() {
    assertThat(walks(Runs.group("resource", "set(attributes[\"a\"], 1)"), log())).isEqualTo(1);
    assertThat(walks(log(), log())).isEqualTo(1);
    assertThat(walks(log(), Runs.group("resource", "set(attributes[\"a\"], 1)"))).isEqualTo(2);
    GroupSource outwards = Runs.group("log", "set(resource.attributes[\"a\"], body)");
    assertThat(walks(outwards, log())).isEqualTo(2);
    assertThat(walks(log(), outwards)).isEqualTo(1);
  }

  private static GroupSource log() {
    return Runs.group("log", "set(attributes[\"b\"], 1)");
  }

  private static int walks(GroupSource... groups) {
    return new Runs(Signal.LOGS).with(groups).transformation().walks();
  }

  @Test
  void aLaterGroupSeesWhatAnEarlierOneMadeOfAllRecords() {
    Telemetry out =
        new Runs(Signal.LOGS)
            .with(
                Runs.group("log", "set(resource.attributes[\"last\"], body)"),
                Runs.group("log", "set(attributes[\"last\"], resource.attributes[\"last\"])"))
            .run(logs(body("a"), body("b")));
    assertThat(json(out)).doesNotContain("\"stringValue\":\"a\"}}]");
    assertThat(json(out).split("\"last\",\"value\":\\{\"stringValue\":\"b\"", -1)).hasSize(4);
  }

  @Test
  void failuresAreLoggedOnceAndThenAtMostOnceAMinute() {
    RecordingLogger logger = new RecordingLogger();
    Runs runs =
        new Runs(Signal.LOGS)
            .log(logger)
            .with(
                new GroupSource(
                    "log",
                    List.of(),
                    List.of("set(severity_number, body)"),
                    ErrorMode.IGNORE,
                    false));
    TransformationRunner runner = runs.runner();
    runner.apply(Context.EMPTY, logs(body("a"), body("b"), body("c")));
    runs.clock().advance(Duration.ofSeconds(59));
    runner.apply(Context.EMPTY, logs(body("a")));
    assertThat(logger.lines())
        .containsExactly(
            "statement failed: set(severity_number, body): severity_number takes an int, not a"
                + " string");
    runs.clock().advance(Duration.ofSeconds(2));
    runner.apply(Context.EMPTY, logs(body("a")));
    assertThat(logger.lines())
        .hasSize(2)
        .last()
        .asString()
        .endsWith("(and 3 times since the last report)");
  }

  @Test
  void problemsOfAllStatementsAreReportedWithTheirPlaces() {
    Runs runs =
        new Runs(Signal.LOGS)
            .with(
                Runs.group(
                    "log",
                    "set(body, 1)",
                    "set(bod, 1)",
                    "set(body, IsMatch(body, \"(\"))",
                    "set(body,\n  Concatt([1], \"\"))"));
    assertThat(runs.problems())
        .containsExactly(
            "statements[1]: log has no field \"bod\" (did you mean \"body\"?) at 1:5",
            "statements[2]: \"(\" is no regular expression: missing closing ) at 1:25",
            "statements[3]: there is no converter Concatt (did you mean \"Concat\"?) at 2:3");
  }

  @Test
  void unknownContextsAreNamed() {
    Runs runs = new Runs(Signal.LOGS).with(Runs.group("logs", "set(body, 1)"));
    assertThat(runs.problems())
        .containsExactly(
            "context[0]: \"logs\" is no context of logs (did you mean \"log\"?) at 1:1");
  }
}
