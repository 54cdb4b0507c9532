package io.beltline.distribution.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.BuildInfo;
import io.beltline.api.Context;
import io.beltline.distribution.StandardComponents;
import io.beltline.distribution.explain.Stage.Verdict;
import io.beltline.distribution.plain.PlainItems;
import io.beltline.model.Signal;
import io.beltline.service.CollectorSettings;
import io.beltline.service.trial.TrialConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * For 1,000 random records over 40 generated sets of rules, explain names the rules that a few
 * lines of Java find for themselves.
 */
class ExplainerPropertyTest {
  private static final int SETS = 40;
  private static final int RECORDS = 25;
  private static final int VALUES = 4;

  private record Condition(String key, int value) {
    boolean holds(Map<String, Object> attributes) {
      return attributes.get(key) instanceof Long number && number == value;
    }

    @Override
    public String toString() {
      return "log.attributes[\"%s\"] == %d".formatted(key, value);
    }
  }

  private record Assignment(String key, int value, Condition where) {
    @Override
    public String toString() {
      return "set(log.attributes[\"%s\"], %d) where %s".formatted(key, value, where);
    }
  }

  private record Action(String key, int value) {
    @Override
    public String toString() {
      return "{key: %s, value: %d, action: upsert}".formatted(key, value);
    }
  }

  private record Rules(
      List<Condition> filters,
      List<Assignment> statements,
      List<Action> actions,
      List<Condition> routes) {

    static Rules random(Random random) {
      return new Rules(
          IntStream.range(0, 1 + random.nextInt(2)).mapToObj(_ -> condition(random)).toList(),
          IntStream.range(0, 3 + random.nextInt(8))
              .mapToObj(_ -> new Assignment(key(random), random.nextInt(VALUES), condition(random)))
              .toList(),
          IntStream.range(0, 1 + random.nextInt(3))
              .mapToObj(_ -> new Action(key(random), random.nextInt(VALUES)))
              .toList(),
          IntStream.range(0, 1 + random.nextInt(4)).mapToObj(_ -> condition(random)).toList());
    }

    private static Condition condition(Random random) {
      return new Condition(key(random), random.nextInt(VALUES));
    }

    private static String key(Random random) {
      return "k" + random.nextInt(4);
    }

    String yaml() {
      StringBuilder table = new StringBuilder();
      StringBuilder pipelines = new StringBuilder();
      StringBuilder exporters = new StringBuilder();
      for (int i = 0; i <= routes.size(); i++) {
        if (i < routes.size()) {
          table.append(
              "      - {condition: '%s', pipelines: [logs/%d]}\n".formatted(routes.get(i), i));
        }
        pipelines.append(
            "    logs/%1$d: {receivers: [routing], exporters: [nop/%1$d]}\n".formatted(i));
        exporters.append("  nop/%d:\n".formatted(i));
      }
      return """
      receivers:
        otlp: {protocols: {grpc: }}
      processors:
        filter:
          log_conditions:
      %s
        transform:
          log_statements:
      %s
        attributes:
          actions:
      %s
      connectors:
        routing:
          default_pipelines: [logs/%d]
          table:
      %s
      exporters:
      %s
      service:
        pipelines:
          logs: {receivers: [otlp], processors: [filter, transform, attributes], exporters: [routing]}
      %s
      """
          .formatted(
              list(filters, "'"),
              list(statements, "'"),
              list(actions, ""),
              routes.size(),
              table,
              exporters,
              pipelines);
    }

    private static String list(List<?> rules, String quote) {
      StringBuilder list = new StringBuilder();
      rules.forEach(
          rule -> list.append("      - ").append(quote).append(rule).append(quote).append('\n'));
      return list.toString();
    }
  }

  @Test
  void namesTheRightRules() {
    Random random = new Random(20261128);
    int[] seen = new int[3];
    for (int set = 0; set < SETS; set++) {
      Rules rules = Rules.random(random);
      TrialConfig config = config(rules.yaml());
      for (int record = 0; record < RECORDS; record++) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int key = 0; key < 4; key++) {
          if (random.nextInt(4) > 0) {
            attributes.put("k" + key, (long) random.nextInt(VALUES));
          }
        }
        List<String> found = found(config, attributes);
        List<String> expected = expected(rules, attributes);
        assertThat(found).as("%s through %s", attributes, rules).isEqualTo(expected);
        seen[0] += expected.getFirst().contains("REMOVED") ? 1 : 0;
        seen[1] +=
            expected.stream().filter(line -> line.contains("CHANGED by")).count() > 1 ? 1 : 0;
        seen[2] += expected.stream().anyMatch(line -> line.contains("default")) ? 1 : 0;
      }
    }
    assertThat(seen[0]).as("removed").isGreaterThan(100);
    assertThat(seen[1]).as("changed by several").isGreaterThan(100);
    assertThat(seen[2]).as("routed by default").isGreaterThan(100);
  }

  private static TrialConfig config(String yaml) {
    return TrialConfig.load(
        CollectorSettings.of(
            new BuildInfo("beltline", "Beltline", "0"),
            StandardComponents.factories(),
            List.of("yaml:" + yaml),
            List.of()));
  }

  private static List<String> found(TrialConfig config, Map<String, Object> attributes) {
    List<String> lines = new ArrayList<>();
    for (Stage stage :
        Explainer.explain(
            config,
            0,
            config.spots().first(Signal.LOGS, null),
            Context.EMPTY,
            PlainItems.telemetry(
                Signal.LOGS, List.of(Map.of("body", "x", "attributes", attributes))))) {
      lines.add(stage.spot() + " " + stage.verdict() + " " + stage.pipelines());
      for (Cause cause : stage.causes()) {
        lines.add(cause.kind() + " by " + name(cause));
        cause
            .differences()
            .forEach(d -> lines.add(d.path() + ": " + d.left() + " -> " + d.right()));
      }
    }
    return lines;
  }

  private static String name(Cause cause) {
    if (cause.rule() == null) {
      return cause.words();
    }
    String label = cause.rule().rule().label();
    return label.isEmpty() ? cause.rule().rule().path() : label;
  }

  /** The same from the rules alone. */
  private static List<String> expected(Rules rules, Map<String, Object> attributes) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rules.filters().size(); i++) {
      if (rules.filters().get(i).holds(attributes)) {
        lines.add("processors::filter in pipeline logs " + Verdict.REMOVED + " []");
        lines.add("REMOVED by log_conditions[" + i + "]");
        return lines;
      }
    }
    lines.add("processors::filter in pipeline logs " + Verdict.PASSED + " []");
    Map<String, Object> now = new LinkedHashMap<>(attributes);
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < rules.statements().size(); i++) {
      Assignment statement = rules.statements().get(i);
      if (statement.where().holds(now)) {
        put(now, statement.key(), statement.value(), "log_statements[" + i + "]", changes);
      }
    }
    changed(lines, "transform", now.equals(attributes), changes);
    Map<String, Object> then = new LinkedHashMap<>(now);
    changes.clear();
    for (int i = 0; i < rules.actions().size(); i++) {
      Action action = rules.actions().get(i);
      put(now, action.key(), action.value(), "actions::" + i, changes);
    }
    changed(lines, "attributes", now.equals(then), changes);
    int route = 0;
    while (route < rules.routes().size() && !rules.routes().get(route).holds(now)) {
      route++;
    }
    lines.add("connectors::routing in pipeline logs " + Verdict.HANDED + " [logs/" + route + "]");
    lines.add("ROUTED by " + (route == rules.routes().size() ? "default" : "table[" + route + "]"));
    lines.add("exporters::nop/%1$d in pipeline logs/%1$d ".formatted(route) + Verdict.SENT + " []");
    return lines;
  }

  private static void put(
      Map<String, Object> now, String key, long value, String rule, List<String> changes) {
    Object old = now.put(key, value);
    if (!Long.valueOf(value).equals(old)) {
      changes.add("CHANGED by " + rule);
      changes.add("attributes.%s: %s -> %d".formatted(key, old, value));
    }
  }

  private static void changed(
      List<String> lines, String processor, boolean same, List<String> changes) {
    Verdict verdict = same ? Verdict.PASSED : Verdict.CHANGED;
    lines.add("processors::%s in pipeline logs %s []".formatted(processor, verdict));
    if (!same) {
      lines.addAll(changes);
    }
  }
}
