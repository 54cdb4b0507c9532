package io.beltline.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Context;
import io.beltline.distribution.plain.PlainItems;
import io.beltline.distribution.plain.Requests;
import io.beltline.model.Signal;
import io.beltline.service.trial.NoSuchPlaceException;
import io.beltline.service.trial.Passage;
import io.beltline.service.trial.PlacedRule;
import io.beltline.service.trial.Spots;
import io.beltline.service.trial.Trial;
import io.beltline.service.trial.TrialConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {grpc: }}
      processors:
        filter/debug:
          log_conditions: [log.body == "drop me", 'log.body == "never"']
        transform:
          log_statements: ['set(log.attributes["seen"], true)']
        batch: {timeout: 10s}
      connectors:
        forward:
      exporters:
        otlp: {endpoint: "nowhere.invalid:1"}
        otlphttp/b: {endpoint: "http://nowhere.invalid:2", sending_queue: {enabled: false}}
        nop:
      service:
        pipelines:
          logs:
            receivers: [otlp]
            processors: [filter/debug, batch]
            exporters: [forward]
          logs/two:
            receivers: [forward]
            processors: [transform]
            exporters: [otlp, otlphttp/b, nop]
      """;

  private final TrialConfig config =
      TrialConfig.load(Run.settings(new RunArguments(List.of("yaml:" + CONFIG), List.of())));
  private final Spots spots = config.spots();

  @Test
  void whatGoesInComesToEachPlaceInOrder() {
    try (Trial trial = config.start(0)) {
      trial.inject(
          spots.into("otlp", null, Signal.LOGS),
          Context.EMPTY,
          Requests.lines(List.of("a", "drop me", "b")));
      assertThat(told(trial))
          .containsExactly(
              "OUT_OF receivers::otlp in pipeline logs 3",
              "OUT_OF processors::filter/debug in pipeline logs 2",
              "OUT_OF processors::batch in pipeline logs 2",
              "INTO connectors::forward in pipeline logs 2",
              "OUT_OF connectors::forward in pipeline logs/two 2",
              "OUT_OF processors::transform in pipeline logs/two 2",
              "INTO exporters::otlp_grpc in pipeline logs/two 2",
              "INTO exporters::otlp_http/b in pipeline logs/two 2",
              "INTO exporters::nop in pipeline logs/two 2",
              "SENT exporters::nop 2");
    }
  }

  @Test
  void queuesGatherUntilTheClockIsMoved() {
    try (Trial trial = config.start(0)) {
      for (String line : List.of("a", "b", "c")) {
        trial.inject(
            spots.into("batch", null, Signal.LOGS), Context.EMPTY, Requests.lines(List.of(line)));
      }
      trial.advance(Duration.ofMillis(9_999));
      assertThat(sent(trial, "exporters::otlp_grpc")).isEmpty();
      trial.advance(Duration.ofMillis(1));
      assertThat(sent(trial, "exporters::otlp_grpc")).containsExactly(3);
      assertThat(sent(trial, "exporters::otlp_http/b")).containsExactly(3);
      assertThat(sent(trial, "exporters::nop")).containsExactly(1, 1, 1);
    }
  }

  @Test
  void theSameStepsGiveTheSameEachTime() {
    List<List<String>> runs = new ArrayList<>();
    for (int run = 0; run < 20; run++) {
      try (Trial trial = config.start(0)) {
        for (int i = 0; i < 10; i++) {
          trial.inject(
              spots.into("otlp", null, Signal.LOGS),
              Context.EMPTY,
              Requests.lines(List.of("a", "b" + i)));
          trial.advance(Duration.ofSeconds(3));
        }
        runs.add(told(trial));
      }
    }
    assertThat(runs.getFirst()).anyMatch(line -> line.startsWith("SENT exporters::otlp_grpc 8"));
    assertThat(runs).allMatch(runs.getFirst()::equals);
  }

  @Test
  void rulesTellWhetherTheyHeldAndWhereTheyStand() {
    try (Trial trial = config.start(0)) {
      trial.inject(
          spots.into("otlp", null, Signal.LOGS),
          Context.EMPTY,
          Requests.lines(List.of("drop me", "x")));
      assertThat(config.rules())
          .extracting(
              PlacedRule::text, rule -> trial.effect(rule).held(), rule -> rule.position().line())
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("log.body == \"drop me\"", 1L, 5),
              org.assertj.core.groups.Tuple.tuple("log.body == \"never\"", 0L, 5),
              org.assertj.core.groups.Tuple.tuple("set(log.attributes[\"seen\"], true)", 1L, 7));
    }
  }

  @Test
  void telemetryIsKeptAsItPassed() {
    try (Trial trial = config.start(0)) {
      trial.inject(
          spots.into("transform", null, Signal.LOGS), Context.EMPTY, Requests.lines(List.of("x")));
      Passage last = trial.passages().getLast();
      assertThat(PlainItems.of(last.telemetry()).toString())
          .isEqualTo("[{body=x, attributes={seen=true}}]");
    }
  }

  @Test
  void namesThatAreNotClearAreRefused() {
    assertThat(spots.behind("otlp", null)).hasToString("exporters::otlp_grpc");
    assertThat(spots.behind("receivers::otlp", null))
        .hasToString("receivers::otlp in pipeline logs");
    assertThat(spots.behind("exporters::nop", "logs/two"))
        .hasToString("exporters::nop in pipeline logs/two");
    assertThatThrownBy(() -> spots.behind("filter", null))
        .isInstanceOf(NoSuchPlaceException.class)
        .hasMessage(
            "no pipeline uses \"filter\" (expected: one of batch, filter/debug, forward, nop,"
                + " otlp_grpc, otlp_http/b, transform)");
    assertThatThrownBy(() -> spots.behind("batch", "logs/three"))
        .hasMessage("there is no pipeline \"logs/three\" (expected: one of logs, logs/two)");
    assertThat(spots.first(Signal.LOGS, null)).hasToString("receivers::otlp");
    assertThatThrownBy(() -> spots.first(Signal.TRACES, null))
        .hasMessage("no receiver brings traces in");
    assertThatThrownBy(() -> spots.into("otlp", null, Signal.TRACES))
        .hasMessage("\"otlp\" stands in no pipeline that brings traces into it");
  }

  private static List<String> told(Trial trial) {
    return trial.passages().stream()
        .map(p -> p.way() + " " + p.spot() + " " + p.telemetry().itemCount())
        .toList();
  }

  private static List<Integer> sent(Trial trial, String exporter) {
    return trial.passages().stream()
        .filter(p -> p.way() == Passage.Way.SENT && p.spot().toString().equals(exporter))
        .map(p -> p.telemetry().itemCount())
        .toList();
  }
}
