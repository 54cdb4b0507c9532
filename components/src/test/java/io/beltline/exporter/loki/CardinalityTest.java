package io.beltline.exporter.loki;

import static io.beltline.exporter.loki.RunningExporter.attribute;
import static io.beltline.exporter.loki.RunningExporter.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Labels that would make too many streams. */
class CardinalityTest {

  @Test
  void valuesBeyondTheLimitBecomeStructuredMetadata() {
    String[] records =
        IntStream.range(0, 20_000)
            .mapToObj(
                i ->
                    record(
                        1,
                        "x",
                        attribute("user.id", "u" + i),
                        attribute("loki.attribute.labels", "user.id")))
            .toArray(String[]::new);
    try (RunningExporter running = new RunningExporter("format: raw\n")) {
      running.send(records);
      List<String> lines = running.backend.lines();
      Set<String> streams = new HashSet<>();
      lines.forEach(line -> streams.add(line.substring(0, line.indexOf('}'))));
      assertThat(lines).hasSize(20_000);
      assertThat(streams).hasSize(1001);
      assertThat(lines.stream().filter(line -> line.contains(" | user_id=u"))).hasSize(19_000);
      assertThat(running.demoted("user_id", "values")).isEqualTo(19_000);
      assertThat(running.settings.meter().gauge("otelcol_exporter_loki_streams", Map.of()))
          .isEqualTo(1001);
      running.send(records[0], records[19_999]);
      assertThat(running.backend.lines())
          .containsExactlyInAnyOrder(
              "{exporter=\"OTLP\", user_id=\"u0\"} @1 x",
              "{exporter=\"OTLP\"} @1 x | user_id=u19999");
    }
  }

  @Test
  void labelsBeyondTheLimitsBecomeStructuredMetadata() {
    String[] labels =
        IntStream.range(0, 20).mapToObj(i -> attribute("l" + i, "1")).toArray(String[]::new);
    String hint =
        attribute(
            "loki.attribute.labels",
            String.join(",", IntStream.range(0, 20).mapToObj(i -> "l" + i).toList()));
    List<String> attributes = new ArrayList<>(List.of(labels));
    attributes.add(hint);
    try (RunningExporter running = new RunningExporter("format: raw\n")) {
      running.send(record(1, "x", attributes.toArray(String[]::new)));
      String line = running.backend.lines().getFirst();
      assertThat(line.substring(0, line.indexOf('}')).split(",", -1)).hasSize(15);
      assertThat(line).endsWith(" | l14=1 | l15=1 | l16=1 | l17=1 | l18=1 | l19=1");
      running.send(
          record(
              1,
              "x",
              attribute("big", "v".repeat(2049)),
              attribute("loki.attribute.labels", "big")));
      assertThat(running.backend.lines().getFirst())
          .isEqualTo("{exporter=\"OTLP\"} @1 x | big=" + "v".repeat(2049));
      assertThat(running.demoted("big", "length")).isEqualTo(1);
      assertThat(running.demoted("l19", "labels")).isEqualTo(1);
    }
  }

  private static SortedMap<String, String> admit(
      Cardinalities streams, List<String> demoted, String... labels) {
    return admit(streams, "", demoted, labels);
  }

  private static SortedMap<String, String> admit(
      Cardinalities streams, String tenant, List<String> demoted, String... labels) {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    streams.admit(
        tenant, map, (label, value, reason) -> demoted.add(label + "=" + value + " " + reason));
    return map;
  }

  @Test
  void tooManyStreamsLoseTheWidestLabel() {
    Cardinalities streams =
        new Cardinalities(BoundYaml.value(LimitsConfig.class, "{max_streams: 4}"), new FakeClock());
    List<String> demoted = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      admit(streams, demoted, "app", "a" + i % 2, "pod", "p" + i);
    }
    assertThat(demoted).isEmpty();
    assertThat(admit(streams, demoted, "app", "a0", "pod", "p9")).isEqualTo(Map.of("app", "a0"));
    assertThat(admit(streams, demoted, "app", "a0", "pod", "p0")).hasSize(2);
    assertThat(demoted).containsExactly("pod=p9 STREAMS");
    assertThat(streams.streams()).isEqualTo(5);
  }

  @Test
  void whatIsNotSeenForLongIsForgotten() {
    FakeClock clock = new FakeClock();
    Cardinalities streams =
        new Cardinalities(
            BoundYaml.value(LimitsConfig.class, "{max_label_values: 1, forget_after: 10m}"), clock);
    List<String> demoted = new ArrayList<>();
    admit(streams, demoted, "a", "1");
    assertThat(admit(streams, demoted, "a", "2")).isEmpty();
    clock.advance(Duration.ofMinutes(9));
    assertThat(admit(streams, demoted, "a", "1")).hasSize(1);
    clock.advance(Duration.ofMinutes(9));
    assertThat(admit(streams, demoted, "a", "2")).as("1 was seen again").isEmpty();
    clock.advance(Duration.ofMinutes(2));
    assertThat(admit(streams, demoted, "a", "2")).hasSize(1);
    assertThat(demoted).hasSize(2);
  }

  @Test
  void namesOfLabelsAreBounded() {
    Cardinalities streams =
        new Cardinalities(
            BoundYaml.value(LimitsConfig.class, "{max_label_values: 0, max_streams: 0}"),
            new FakeClock());
    List<String> demoted = new ArrayList<>();
    for (int i = 0; i < Cardinality.MOST_NAMES; i++) {
      assertThat(admit(streams, demoted, "n" + i, "1")).hasSize(1);
    }
    assertThat(admit(streams, demoted, "one.more", "1", "n0", "2")).isEqualTo(Map.of("n0", "2"));
    assertThat(demoted).containsExactly("one.more=1 NAMES");
  }

  @Test
  void whatHasNoLimitIsRememberedUpToANumberAndStaysALabel() {
    Cardinalities streams =
        new Cardinalities(
            BoundYaml.value(LimitsConfig.class, "{max_label_values: 0, max_streams: 0}"),
            new FakeClock());
    List<String> demoted = new ArrayList<>();
    for (int i = 0; i < Cardinality.MOST_UNLIMITED + 10; i++) {
      assertThat(admit(streams, demoted, "pod", "p" + i)).hasSize(1);
    }
    assertThat(demoted).isEmpty();
    assertThat(streams.streams()).isEqualTo(Cardinality.MOST_UNLIMITED);
  }

  @Test
  void streamsOfASingleLabelAreRememberedUpToANumberToo() {
    Cardinalities streams =
        new Cardinalities(
            BoundYaml.value(LimitsConfig.class, "{max_label_values: 0, max_streams: 4}"),
            new FakeClock());
    List<String> demoted = new ArrayList<>();
    for (int i = 0; i < Cardinality.MOST_UNLIMITED + 10; i++) {
      assertThat(admit(streams, demoted, "pod", "p" + i)).hasSize(1);
    }
    assertThat(streams.streams()).isEqualTo(Cardinality.MOST_UNLIMITED);
    assertThat(admit(streams, demoted, "pod", "p0", "app", "a")).isEqualTo(Map.of("app", "a"));
    assertThat(demoted).containsExactly("pod=p0 STREAMS");
  }

  @Test
  void tenantsThatAreNotSeenForLongMakeRoom() {
    FakeClock clock = new FakeClock();
    Cardinalities streams =
        new Cardinalities(BoundYaml.value(LimitsConfig.class, "{max_label_values: 1}"), clock);
    List<String> demoted = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      admit(streams, "t" + i, demoted, "a", "1");
    }
    admit(streams, "x", demoted, "a", "1");
    assertThat(admit(streams, "y", demoted, "a", "2")).as("x and y count together").isEmpty();
    assertThat(streams.tenants()).isEqualTo(1001);
    clock.advance(Duration.ofHours(2));
    assertThat(admit(streams, "y", demoted, "a", "2")).hasSize(1);
    assertThat(streams.tenants()).isEqualTo(1);
  }

  @Test
  void whatFindsNoRoomStaysInTheLine() {
    String big = "v".repeat(65_000);
    String other = "w".repeat(2049);
    String hints = attribute("loki.attribute.labels", "big,other");
    String wide = record(1, "x", attribute("big", big), attribute("other", other), hints);
    try (RunningExporter running = new RunningExporter("")) {
      running.send(wide);
      String line = running.backend.lines().getFirst();
      assertThat(line).endsWith(" | big=" + big).contains("\"attributes\":{\"other\":\"" + other);
      assertThat(running.lost("other")).isZero();
    }
    try (RunningExporter running = new RunningExporter("format: raw\n")) {
      running.send(wide);
      assertThat(running.backend.lines().getFirst()).doesNotContain(other);
      assertThat(running.lost("other")).as("a raw line has no place for it").isEqualTo(1);
    }
    String older = "labels: {attributes: {big: , other: }}\n";
    try (RunningExporter running = new RunningExporter(older)) {
      running.send(wide);
      assertThat(running.backend.lines().getFirst()).contains("other=\"" + other);
      assertThat(running.lost("other")).isZero();
    }
  }

  @Test
  void aNameThatIsTakenKeepsItsValueAndTheOtherStaysInTheLine() {
    try (RunningExporter running = new RunningExporter("limits: {max_label_value_length: 3}\n")) {
      running.send(
          "{'timeUnixNano':'1000000000','traceId':'0102030405060708090a0b0c0d0e0f10',"
              + "'attributes':["
              + attribute("trace_id", "mine")
              + ","
              + attribute("loki.attribute.labels", "trace_id")
              + "]}");
      assertThat(running.backend.lines().getFirst())
          .contains("\"trace_id\":\"mine\"")
          .contains(" | trace_id=0102030405060708090a0b0c0d0e0f10");
    }
  }
}
