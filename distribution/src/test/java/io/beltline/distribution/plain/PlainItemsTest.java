package io.beltline.distribution.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import org.junit.jupiter.api.Test;

class PlainItemsTest {

  @Property(tries = 500, seed = "20261128")
  void itemsComeBackAsTheyWere(@ForAll("logs") List<Map<String, Object>> items) {
    assertThat(PlainItems.of(PlainItems.telemetry(Signal.LOGS, items))).isEqualTo(items);
  }

  @Property(tries = 500, seed = "20261128")
  void pointsComeBackAsTheyWere(@ForAll("points") List<Map<String, Object>> items) {
    assertThat(PlainItems.of(PlainItems.telemetry(Signal.METRICS, items))).isEqualTo(items);
  }

  @Test
  void spansKeepEventsLinksAndTimes() {
    Map<String, Object> span =
        Map.of(
            "name",
            "GET",
            "traceId",
            "5b8efff798038103d269b633813fc60c",
            "spanId",
            "eee19b7ec3c1b174",
            "startTimeUnixNano",
            1L,
            "endTimeUnixNano",
            1_767_225_600_000_000_000L,
            "events",
            List.of(
                Map.of("name", "e", "timeUnixNano", 2L, "attributes", Map.of("a", List.of(1L)))),
            "links",
            List.of(
                Map.of(
                    "traceId",
                    "5b8efff798038103d269b633813fc60c",
                    "spanId",
                    "eee19b7ec3c1b175",
                    "attributes",
                    Map.of("b", Map.of("c", 1.5)))),
            "status",
            Map.of("code", 2L, "message", "broken"));
    Telemetry telemetry = PlainItems.telemetry(Signal.TRACES, List.of(span));
    assertThat(PlainItems.of(telemetry)).isEqualTo(List.of(span));
  }

  @Test
  void histogramsKeepTheirNumbers() {
    Map<String, Object> point =
        Map.of(
            "metric",
            "duration",
            "type",
            "histogram",
            "aggregationTemporality",
            2L,
            "count",
            3L,
            "sum",
            4.0,
            "bucketCounts",
            List.of(1L, 2L),
            "explicitBounds",
            List.of(10.0),
            "exemplars",
            List.of(Map.of("value", 1.0, "filteredAttributes", Map.of("k", "v"))));
    Telemetry telemetry = PlainItems.telemetry(Signal.METRICS, List.of(point));
    assertThat(PlainItems.of(telemetry)).isEqualTo(List.of(point));
  }

  @Test
  void fieldsThatTelemetryDoesNotHaveAreRefused() {
    assertThatThrownBy(
            () -> PlainFields.telemetry(Signal.LOGS, List.of(Map.of("serverityText", "INFO"))))
        .hasMessage("item 1: \"serverityText\" is no field (did you mean \"severityText\"?)");
    assertThatThrownBy(
            () -> PlainFields.telemetry(Signal.TRACES, List.of(Map.of("severityText", "INFO"))))
        .hasMessage("item 1: severityText cannot be \"INFO\"");
    assertThatThrownBy(
            () ->
                PlainFields.telemetry(
                    Signal.TRACES, List.of(Map.of("events", List.of(Map.of("nam", "x"))))))
        .hasMessage("item 1: events[0].nam cannot be \"x\"");
  }

  @Provide
  Arbitrary<List<Map<String, Object>>> logs() {
    return item(List.of()).list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<Map<String, Object>>> points() {
    return item(List.of("gauge", "sum")).list().ofMaxSize(5);
  }

  private static Arbitrary<Map<String, Object>> item(List<String> types) {
    return Arbitraries.fromGenerator(
        (RandomGenerator<Map<String, Object>>)
            random -> net.jqwik.api.Shrinkable.unshrinkable(item(random, types)));
  }

  private static Map<String, Object> item(java.util.Random random, List<String> types) {
    Map<String, Object> item = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      item.put("resource", Map.of("service.name", "s" + random.nextInt(2)));
    }
    if (random.nextBoolean()) {
      item.put("scope", Map.of("name", "scope" + random.nextInt(2)));
    }
    if (types.isEmpty()) {
      item.put("severityNumber", 1L + random.nextInt(24));
      item.put("body", value(random, 3));
    } else {
      item.put("metric", "m" + random.nextInt(3));
      item.put("type", types.get(random.nextInt(types.size())));
      item.put(
          "value",
          random.nextBoolean() ? (Object) random.nextLong() : (Object) random.nextGaussian());
    }
    item.put("attributes", map(random, 3));
    return item;
  }

  private static Map<String, Object> map(java.util.Random random, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      map.put("k" + random.nextInt(10), value(random, depth - 1));
    }
    return map;
  }

  private static Object value(java.util.Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> "text \"" + random.nextInt();
      case 1 -> random.nextLong();
      case 2 -> random.nextGaussian();
      case 3 -> random.nextBoolean();
      case 4 -> map(random, depth);
      default -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
    };
  }
}
