package io.beltline.processor.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Processor;
import io.beltline.api.Status;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformProcessorTest {
  private final RecordingConsumer next = new RecordingConsumer();
  private final TestSettings settings = TestSettings.of("transform");

  @Test
  void aListOfStatementsIsOneGroup() {
    assertThat(
            run(
                """
                log_statements:
                  - set(log.cache["kept"], log.body)
                  - set(log.attributes["text"], log.cache["kept"])
                """,
                log()))
        .contains("\"attributes\":" + Requests.attributes("text", "{\"stringValue\":\"hello\"}"));
  }

  private static final String HANDING_ON =
      """
      - set(log.attributes["seen"], log.cache["kept"])
      - set(log.cache["kept"], log.body)
      """;

  @Test
  void aListOfStatementsKeepsNothingOfOneRecordForTheNext() {
    assertThat(run("log_statements:\n" + HANDING_ON.indent(2), logs(2))).doesNotContain("seen");
  }

  @Test
  void groupsShareACacheIfTheySaySo() {
    String groups =
        """
        log_statements:
          - shared_cache: %s
            statements:
              - set(log.cache["kept"], log.body)
          - statements:
              - set(log.cache["kept"], "own")
          - shared_cache: %s
            statements:
              - set(log.attributes["seen"], log.cache["kept"])
        """;
    assertThat(run(groups.formatted(true, true), log()))
        .contains("\"attributes\":" + Requests.attributes("seen", "{\"stringValue\":\"hello\"}"));
    assertThat(run(groups.formatted(true, false), log())).doesNotContain("seen");
  }

  @Test
  void groupsHaveContextsConditionsAndModes() {
    assertThat(
            run(
                """
                error_mode: propagate
                log_statements:
                  - context: log
                    conditions: ['body == "other"', 'severity_number > 0']
                    statements: ['set(severity_text, "never")']
                  - context: log
                    error_mode: silent
                    statements: ['set(severity_number, "x")', 'set(severity_text, "after")']
                  - conditions: ['log.body == "hello"']
                    statements: ['set(resource.attributes["seen"], true)']
                """,
                log()))
        .contains("\"severityText\":\"after\"")
        .contains(Requests.attributes("seen", "{\"boolValue\":true}"));
  }

  @Test
  void whatNoStatementTouchesIsPassedOnAsItIs() {
    Telemetry in = log();
    consume("log_statements: ['set(log.body, \"x\") where log.severity_number > 3']", in);
    assertThat(next.received().getLast().telemetry()).isSameAs(in);
    Telemetry span = Requests.span("[]");
    consume("log_statements: ['set(log.body, \"x\")']", span);
    assertThat(next.received().getLast().telemetry()).isSameAs(span);
  }

  @Test
  void functionsOfItsOwnAreAtHand() {
    assertThat(
            run(
                "log_statements: ['set(log.attributes, ParseCEF(\"CEF:0|V|P|1|E|N|5|a=b\"))']",
                log()))
        .contains("\"cef.device_vendor\"");
  }

  @Test
  void dataPointsThatAreMadeAndMergedAreBooked() {
    String point =
        "{\"asInt\":\"%d\",\"attributes\":"
            + Requests.attributes("a", "{\"intValue\":\"%d\"}")
            + "}";
    Telemetry metrics =
        Requests.json(
            Signal.METRICS,
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"m\",\"gauge\":{\"dataPoints\":["
                + point.formatted(1, 1)
                + ","
                + point.formatted(2, 2)
                + "]}}]}]}]}");
    consume("metric_statements: ['copy_metric(name=\"n\") where metric.name == \"m\"']", metrics);
    assertThat(settings.ledger().booked()).isEqualTo(Map.of("created{statements}", 2L));
    consume("metric_statements: ['aggregate_on_attributes(\"sum\", [])']", metrics);
    assertThat(settings.ledger().booked())
        .isEqualTo(Map.of("created{statements}", 2L, "filtered{statements}", 1L));
  }

  @Test
  void propagatedErrorsRefuseTheRequest() {
    ConsumeResult result =
        consume(
            "{error_mode: propagate, log_statements: ['set(log.severity_number, log.body)']}",
            log());
    assertThat(result)
        .isEqualTo(
            new ConsumeResult.Permanent(
                Status.INVALID_ARGUMENT,
                "set(log.severity_number, log.body): severity_number takes an int, not a string"));
    assertThat(next.received()).isEmpty();
  }

  @Test
  void eachStatementIsCountedByWhereItIsWritten() {
    consume(
        """
        log_statements:
          - statements: ['set(log.body, "x")', 'set(log.severity_number, log.body)']
        """,
        log());
    assertThat(count("matched", 0)).isEqualTo(1);
    assertThat(count("changed", 0)).isEqualTo(1);
    assertThat(count("failed", 0)).isZero();
    assertThat(count("failed", 1)).isEqualTo(1);
  }

  @Test
  void conditionsOfAGroupThatFailAreCountedByWhereTheyAreWritten() {
    consume(
        """
        log_statements:
          - statements: ['set(log.flags, 1)']
          - conditions: ['log.body == 1', 'log.body["level"] == "error"']
            statements: ['set(log.severity_number, 5)']
        """,
        log());
    assertThat(counted("failed", "log_statements[1].conditions[0]")).isZero();
    assertThat(counted("failed", "log_statements[1].conditions[1]")).isEqualTo(1);
  }

  private long count(String what, int statement) {
    return counted(what, "log_statements[0].statements[" + statement + "]");
  }

  private long counted(String what, String place) {
    return settings
        .settings()
        .meter()
        .counter(
            "beltline_processor_transform_statement_" + what, "", "", Map.of("statement", place))
        .value();
  }

  @Test
  void problemsNameTheStatementAndThePlaceInIt() {
    assertThat(
            Configs.problems(
                TransformProcessorConfig.class,
                """
                log_statements:
                  - set(log.body, 1)
                  - sett(log.body, 1)
                trace_statements:
                  - context: span
                    statements:
                      - set(nam, "x")
                  - context: span
                    statements: ['set(name, "x")']
                    conditions:
                      - name = "x"
                metric_statements:
                  - context: span
                    statements: ['set(name, "x")']
                  - context: metric
                """))
        .containsExactlyInAnyOrder(
            "3: log_statements::1: there is no editor sett (did you mean \"set\"?) at 1:1",
            "7: trace_statements::0::statements::0: span has no field \"nam\" (did you mean"
                + " \"name\"?) at 1:5",
            "11: trace_statements::1::conditions::0: unexpected \"=\" at 1:6",
            "13: metric_statements::0::context: \"span\" is no context of metrics (expected:"
                + " resource, scope, metric, datapoint, exemplar)",
            "15: metric_statements::1: has no statements (expected: a list with at least one)");
  }

  @Test
  void statementsAndGroupsAreNotMixed() {
    assertThat(
            Configs.problems(
                TransformProcessorConfig.class,
                """
                log_statements:
                  - set(log.body, 1)
                  - {context: log, statements: ['set(body, 1)'], condition: [x]}
                """))
        .containsExactly(
            "2: log_statements::0: is a statement among groups (expected: a group with statements,"
                + " as the others)",
            "3: log_statements::1::condition: is no known key (did you mean \"conditions\"?)");
  }

  private static Telemetry log() {
    return logs(1);
  }

  private static Telemetry logs(int count) {
    String record = "{\"body\":{\"stringValue\":\"hello\"}}";
    return Requests.json(
        Signal.LOGS,
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
            + String.join(",", Collections.nCopies(count, record))
            + "]}]}]}");
  }

  private String run(String config, Telemetry in) {
    assertThat(consume(config, in).isAccepted()).isTrue();
    return Requests.text(next.received().getLast().telemetry());
  }

  private ConsumeResult consume(String config, Telemetry in) {
    Processor processor =
        new TransformProcessorFactory()
            .create(
                settings.settings(),
                Configs.bind(TransformProcessorConfig.class, config),
                in.signal(),
                next);
    processor.start(new TestHost(new FakeClock()));
    return processor.consume(Context.EMPTY, in);
  }
}
