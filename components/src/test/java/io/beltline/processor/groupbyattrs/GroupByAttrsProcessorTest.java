package io.beltline.processor.groupbyattrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.processor.Requests;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GroupByAttrsProcessorTest {
  private final TestSettings settings = TestSettings.of("group_by_attrs");
  private final RecordingConsumer next = new RecordingConsumer();

  private Telemetry through(String yaml, Telemetry telemetry) {
    var processor =
        new GroupByAttrsFactory()
            .create(
                settings.settings(),
                Configs.bind(GroupByAttrsConfig.class, yaml),
                telemetry.signal(),
                next);
    processor.start(new TestHost(RealClock.INSTANCE));
    assertThat(processor.consume(Context.EMPTY, telemetry).isAccepted()).isTrue();
    return next.received().getLast().telemetry();
  }

  private static String text(String value) {
    return "{\"stringValue\":\"" + value + "\"}";
  }

  private static String host(String name) {
    return Requests.attributes("host.name", text(name), "id", text("eth0"));
  }

  private static String resource(String attributes, String scopes) {
    return "{\"resource\":{\"attributes\":" + attributes + "},\"scopeLogs\":[" + scopes + "]}";
  }

  private static String scope(String name, String... records) {
    return "{\"scope\":{\"name\":\""
        + name
        + "\"},\"logRecords\":["
        + String.join(",", records)
        + "]}";
  }

  private static String record(int number, String attributes) {
    return "{\"timeUnixNano\":\"" + number + "\",\"attributes\":" + attributes + "}";
  }

  private static Telemetry logs(String... resources) {
    return Requests.json(Signal.LOGS, "{\"resourceLogs\":[" + String.join(",", resources) + "]}");
  }

  private static String[] different(int records) {
    return IntStream.range(0, records)
        .mapToObj(i -> record(i, Requests.attributes("id", text("n" + i))))
        .toArray(String[]::new);
  }

  private long tooLarge(String signal) {
    return settings
        .meter()
        .count("beltline_processor_group_by_attrs_too_large", Map.of("signal", signal));
  }

  @Test
  void aRequestDoesNotGrowWithoutEnd() {
    String large = Requests.attributes("a", text("x".repeat(1 << 20)));
    Telemetry grouped = through("{keys: [id]}", logs(resource(large, scope("s", different(200)))));
    assertThat(grouped.itemCount()).isEqualTo(200);
    assertThat(grouped.payload().size()).isBetween(32L << 20, 66L << 20);
    assertThat(tooLarge("logs")).isBetween(130L, 150L);
    assertThat(settings.meter().count("otelcol_processor_groupbyattrs_num_grouped_logs", Map.of()))
        .isEqualTo(200 - tooLarge("logs"));
  }

  @Test
  void scopesAndMetricsThatAreCopiedCountToo() {
    String large = "x".repeat(1 << 20);
    Telemetry byScope = through("{keys: [id]}", logs(resource("[]", scope(large, different(200)))));
    assertThat(byScope.itemCount()).isEqualTo(200);
    assertThat(byScope.payload().size()).isLessThan(66L << 20);
    String points =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    "{\"asInt\":1,\"attributes\":" + Requests.attributes("id", text("n" + i)) + "}")
            .collect(Collectors.joining(","));
    Telemetry byMetric =
        through(
            "{keys: [id]}",
            Requests.json(
                Signal.METRICS,
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\""
                    + large
                    + "\",\"gauge\":{\"dataPoints\":["
                    + points
                    + "]}}]}]}]}"));
    assertThat(byMetric.itemCount()).isEqualTo(200);
    assertThat(byMetric.payload().size()).isLessThan(66L << 20);
    assertThat(tooLarge("metrics")).isBetween(130L, 150L);
  }

  @Test
  void recordsMoveToResourcesOfTheirAttributes() {
    String base = Requests.attributes("host.name", text("localhost"), "source", text("prom"));
    Telemetry grouped =
        through(
            "{keys: [host.name, '', host.name]}",
            logs(
                resource(
                    base,
                    scope(
                        "s",
                        record(1, host("a")),
                        record(2, host("b")),
                        record(3, Requests.attributes("id", text("eth0"))),
                        record(4, host("a"))))));
    String a = Requests.attributes("host.name", text("a"), "source", text("prom"));
    String b = Requests.attributes("host.name", text("b"), "source", text("prom"));
    String id = Requests.attributes("id", text("eth0"));
    assertThat(Requests.text(grouped))
        .isEqualTo(
            Requests.text(
                logs(
                    resource(a, scope("s", record(1, id), record(4, id))),
                    resource(b, scope("s", record(2, id))),
                    resource(base, scope("s", record(3, id))))));
    assertThat(settings.meter().count("otelcol_processor_groupbyattrs_num_grouped_logs"))
        .isEqualTo(3);
    assertThat(settings.meter().count("otelcol_processor_groupbyattrs_num_non_grouped_logs"))
        .isEqualTo(1);
  }

  @Test
  void equalResourcesAndScopesBecomeOneWhateverTheOrderOfAttributes() {
    String one = Requests.attributes("a", text("1"), "b", text("2"));
    String two = Requests.attributes("b", text("2"), "a", text("1"));
    String other = Requests.attributes("a", text("1"));
    Telemetry compact =
        through(
            "{}",
            logs(
                resource(one, scope("x", record(1, "[]")) + "," + scope("y", record(2, "[]"))),
                resource(two, scope("x", record(3, "[]"))),
                resource(other, scope("x", record(4, "[]"))),
                resource(one, scope("x", record(5, "[]")))));
    assertThat(Requests.text(compact))
        .isEqualTo(
            Requests.text(
                logs(
                    resource(
                        one,
                        scope("x", record(1, "[]"), record(3, "[]"), record(5, "[]"))
                            + ","
                            + scope("y", record(2, "[]"))),
                    resource(other, scope("x", record(4, "[]"))))));
  }

  @Test
  void schemasKeepResourcesApart() {
    String json = "{\"scopeLogs\":[{\"logRecords\":[{}]}],\"schemaUrl\":\"%s\"}";
    Telemetry telemetry = logs(json.formatted("a"), json.formatted("b"), json.formatted("a"));
    assertThat(Requests.text(through("{}", telemetry)).split("schemaUrl", -1)).hasSize(3);
  }

  @Test
  void whatIsGroupedAlreadyIsPassedOnAsItIs() {
    Telemetry logs = logs(resource(host("a"), scope("s", record(1, "[]"), record(2, "[]"))));
    assertThat(through("{keys: [host.name]}", logs)).isSameAs(logs);
  }

  private static String metric(String name, String kind, String more, String... hosts) {
    StringBuilder points = new StringBuilder();
    for (String host : hosts) {
      points
          .append(points.isEmpty() ? "" : ",")
          .append("{\"asInt\":\"1\",\"attributes\":")
          .append(host.isEmpty() ? Requests.attributes("id", text("eth0")) : host(host))
          .append('}');
    }
    return "{\"name\":\""
        + name
        + "\",\""
        + kind
        + "\":{\"dataPoints\":["
        + points
        + "]"
        + more
        + "}}";
  }

  private static Telemetry metrics(String... resources) {
    return Requests.json(
        Signal.METRICS, "{\"resourceMetrics\":[" + String.join(",", resources) + "]}");
  }

  private static String metricsOf(String host, String... metrics) {
    return "{\"resource\":{\"attributes\":"
        + Requests.attributes("host.name", text(host), "source", text("prom"))
        + "},\"scopeMetrics\":[{\"metrics\":["
        + String.join(",", metrics)
        + "]}]}";
  }

  @Test
  void pointsMoveAndMetricsOfOneNameAndKindBecomeOne() {
    String sum = ",\"aggregationTemporality\":2,\"isMonotonic\":true";
    Telemetry grouped =
        through(
            "{keys: [host.name]}",
            metrics(
                metricsOf(
                    "localhost",
                    metric("g", "gauge", "", "A", "A", "B"),
                    metric("g", "gauge", "", "A", "A", "B"),
                    metric("mixed", "gauge", "", "A", "A", "B"),
                    metric("mixed", "sum", sum, "A", "A"),
                    metric("stays", "gauge", "", ""))));
    assertThat(Requests.text(grouped))
        .isEqualTo(
            Requests.text(
                metrics(
                    metricsOf(
                        "A",
                        metric("g", "gauge", "", "", "", "", ""),
                        metric("mixed", "gauge", "", "", ""),
                        metric("mixed", "sum", sum, "", "")),
                    metricsOf(
                        "B", metric("g", "gauge", "", "", ""), metric("mixed", "gauge", "", "")),
                    metricsOf("localhost", metric("stays", "gauge", "", "")))));
    assertThat(settings.meter().count("otelcol_processor_groupbyattrs_num_grouped_metrics"))
        .isEqualTo(11);
  }

  @Test
  void pointsOfEveryKindMove() {
    for (String kind : List.of("gauge", "sum", "histogram", "exponentialHistogram", "summary")) {
      String point = "{\"timeUnixNano\":\"1\",\"attributes\":" + host("A") + "}";
      Telemetry grouped =
          through(
              "{keys: [host.name]}",
              metrics(
                  metricsOf(
                      "x", "{\"name\":\"m\",\"" + kind + "\":{\"dataPoints\":[" + point + "]}}")));
      assertThat(Requests.text(grouped))
          .as(kind)
          .contains("{\"key\":\"host.name\",\"value\":{\"stringValue\":\"A\"}}")
          .doesNotContain("\"stringValue\":\"x\"")
          .contains("\"" + kind + "\":{\"dataPoints\":[{");
      assertThat(Requests.text(grouped).split("host.name", -1)).as(kind).hasSize(2);
    }
  }

  @Test
  void metricsWithoutPointsStay() {
    Telemetry odd =
        metrics(
            metricsOf(
                "x",
                "{\"name\":\"none\"}",
                "{\"name\":\"empty\",\"gauge\":{}}",
                metric("g", "gauge", "", "A")));
    assertThat(Requests.text(through("{keys: [host.name]}", odd)))
        .contains("\"name\":\"none\"", "\"name\":\"empty\"");
  }

  @Test
  void spansMove() {
    Telemetry grouped =
        through(
            "{keys: [host.name]}",
            Requests.json(
                Signal.TRACES,
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"s\",\"attributes\":"
                    + host("A")
                    + "}]}]}]}"));
    assertThat(Requests.text(grouped))
        .contains("\"resource\":{\"attributes\":[{\"key\":\"host.name\"")
        .contains("\"name\":\"s\",\"attributes\":[{\"key\":\"id\"");
  }

  @Property(tries = 100, seed = "20261128")
  void nothingIsLostAndEachResourceIsThereOnce(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3) Integer> hosts,
      @ForAll @IntRange(min = 1, max = 5) int perResource) {
    List<String> resources = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i += perResource) {
      List<String> records = new ArrayList<>();
      for (int j = i; j < Math.min(hosts.size(), i + perResource); j++) {
        records.add(record(j + 1, hosts.get(j) == 0 ? "[]" : host("h" + hosts.get(j))));
      }
      resources.add(resource("[]", scope("s", records.toArray(String[]::new))));
    }
    Telemetry grouped =
        new GroupByAttrsProcessorTest()
            .through("{keys: [host.name]}", logs(resources.toArray(String[]::new)));
    assertThat(Numbered.numbers(grouped))
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.LongStream.rangeClosed(1, hosts.size()).boxed().toList());
    Map<Integer, Long> kinds =
        hosts.stream().collect(Collectors.groupingBy(h -> h, Collectors.counting()));
    assertThat(Requests.text(grouped).split("\"scopeLogs\"", -1)).hasSize(kinds.size() + 1);
  }

  private static String chance(Random random, String key, int values) {
    int value = random.nextInt(values + 1);
    return value == 0 ? "" : "{\"key\":\"" + key + "\",\"value\":" + text(key + value) + "}";
  }

  private static String attributes(Random random, String... keys) {
    return Arrays.stream(keys)
        .map(key -> chance(random, key, 3))
        .filter(one -> !one.isEmpty())
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** What each record says with what its resource says, by its number; it wins itself. */
  private static Map<Long, Map<String, String>> said(Telemetry logs) {
    Map<Long, Map<String, String>> said = new TreeMap<>();
    for (Slice chunk : logs.payload().chunks()) {
      ExportLogsServiceRequestView request = new ExportLogsServiceRequestView();
      request.wrap(chunk);
      for (var group = request.resourceLogs(); group.next(); ) {
        for (var scope = group.item().scopeLogs(); scope.next(); ) {
          for (var log = scope.item().logRecords(); log.next(); ) {
            Map<String, String> all = new TreeMap<>();
            put(group.item().resource().attributes(), all);
            put(log.item().attributes(), all);
            all.put("scope", scope.item().scope().name());
            said.put(log.item().timeUnixNano(), all);
          }
        }
      }
    }
    return said;
  }

  private static void put(AttributesView walk, Map<String, String> to) {
    while (walk.next()) {
      to.put(walk.key(), walk.value().asString());
    }
  }

  @Test
  void aHundredThousandRecordsKeepWhatTheySay() {
    Random random = new Random(7);
    int number = 0;
    for (int request = 0; request < 100; request++) {
      List<String> resources = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        List<String> records = new ArrayList<>();
        for (int j = 0; j < 50; j++) {
          records.add(record(++number, attributes(random, "host.name", "region", "other")));
        }
        resources.add(
            resource(
                attributes(random, "service.name", "host.name"),
                scope("s" + random.nextInt(3), records.toArray(String[]::new))));
      }
      Telemetry before = logs(resources.toArray(String[]::new));
      Telemetry after = through("{keys: [host.name, region]}", before);
      assertThat(said(after)).isEqualTo(said(before));
      assertThat(through("{keys: [host.name, region]}", after)).isSameAs(after);
    }
    assertThat(number).isEqualTo(100_000);
  }

  @Test
  void defaults() {
    assertThat(Configs.bind(GroupByAttrsConfig.class, "{}"))
        .isEqualTo(new GroupByAttrsConfig(List.of()));
    assertThat(new GroupByAttrsFactory().aliases()).containsExactly("groupbyattrs");
    assertThat(Configs.problems(GroupByAttrsConfig.class, "keys:\n  a: b\n"))
        .satisfiesExactly(p -> assertThat(p).startsWith("1: keys: is a map"));
  }
}
