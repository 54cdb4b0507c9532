package io.beltline.components.series;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.attribute;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Metrics;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.processor.MetricRequests;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesHasherTest {
  private static SeriesId id(List<KeyValue> resource, List<KeyValue> point) {
    NumberDataPoint one = number(0, 1).addAllAttributes(point).build();
    SeriesId[] found = new SeriesId[1];
    SeriesWalk.walk(
        (Metrics) MetricRequests.of(resource, sum(CUMULATIVE, one)),
        new SeriesWalk.Visitor() {
          @Override
          public boolean enters(MetricsEditor editor) {
            return true;
          }

          @Override
          public boolean keeps(MetricsEditor editor, SeriesId series) {
            found[0] = series;
            return true;
          }
        });
    return found[0];
  }

  private static AnyValue value(Random random, int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(depth > 2 ? 5 : 7)) {
      case 0 -> value.setStringValue("x".repeat(random.nextInt(20)));
      case 1 -> value.setIntValue(random.nextInt(3));
      case 2 -> value.setBoolValue(random.nextBoolean());
      case 3 -> value.setDoubleValue(random.nextInt(3));
      case 4 ->
          value.setBytesValue(
              com.google.protobuf.ByteString.copyFromUtf8("x".repeat(random.nextInt(5))));
      case 5 -> {
        ArrayValue.Builder list = ArrayValue.newBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.addValues(value(random, depth + 1));
        }
        value.setArrayValue(list);
      }
      default ->
          value.setKvlistValue(KeyValueList.newBuilder().addAllValues(map(random, depth + 1)));
    }
    return value.build();
  }

  private static List<KeyValue> map(Random random, int depth) {
    Map<String, KeyValue> map = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String key = "k" + random.nextInt(5);
      map.put(key, KeyValue.newBuilder().setKey(key).setValue(value(random, depth)).build());
    }
    return new ArrayList<>(map.values());
  }

  private static List<KeyValue> shuffled(List<KeyValue> map, Random random) {
    List<KeyValue> other = new ArrayList<>();
    for (KeyValue each : map) {
      AnyValue value = each.getValue();
      other.add(
          value.hasKvlistValue()
              ? each.toBuilder()
                  .setValue(
                      AnyValue.newBuilder()
                          .setKvlistValue(
                              KeyValueList.newBuilder()
                                  .addAllValues(
                                      shuffled(value.getKvlistValue().getValuesList(), random))))
                  .build()
              : each);
    }
    Collections.shuffle(other, random);
    return other;
  }

  /** What two maps have in common if they are the same in another order. */
  private static Set<Object> content(List<KeyValue> map) {
    Set<Object> content = new HashSet<>();
    for (KeyValue each : map) {
      content.add(List.of(each.getKey(), content(each.getValue())));
    }
    return content;
  }

  private static Object content(AnyValue value) {
    return value.hasKvlistValue()
        ? content(value.getKvlistValue().getValuesList())
        : value.hasArrayValue()
            ? value.getArrayValue().getValuesList().stream().map(SeriesHasherTest::content).toList()
            : value;
  }

  @Test
  void anIdStandsForWhatIsAround() {
    Random random = new Random(3);
    Map<SeriesId, Object> seen = new HashMap<>();
    Map<Object, SeriesId> ids = new HashMap<>();
    for (int i = 0; i < 30_000; i++) {
      List<KeyValue> resource = random.nextBoolean() ? List.of() : map(random, 0);
      List<KeyValue> point = map(random, 0);
      Object content = List.of(content(resource), content(point));
      SeriesId id = id(resource, point);
      assertThat(seen.computeIfAbsent(id, any -> content)).isEqualTo(content);
      assertThat(ids.computeIfAbsent(content, any -> id)).isEqualTo(id);
      assertThat(id(shuffled(resource, random), shuffled(point, random))).isEqualTo(id);
    }
    assertThat(seen).hasSizeGreaterThan(5000);
  }

  @Test
  void attributesOfResourceAndPointAreNotTheSame() {
    List<KeyValue> one = List.of(attribute("a", "1"));
    assertThat(id(one, List.of())).isNotEqualTo(id(List.of(), one));
    assertThat(id(one, one)).isNotEqualTo(id(one, List.of()));
  }

  @Test
  void similarOnesDiffer() {
    Set<SeriesId> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ids.add(id(List.of(), List.of(attribute("k", "a" + i), attribute("l", "b"))));
      ids.add(id(List.of(), List.of(attribute("k", "b"), attribute("l", "a" + i))));
      ids.add(id(List.of(), List.of(attribute("k", "a" + i + "b"))));
      ids.add(new SeriesId(1, 2).with(i));
    }
    assertThat(ids).hasSize(4000);
  }

  @Test
  void textsAreReadBack() {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      SeriesId id = new SeriesId(random.nextLong(), random.nextLong());
      assertThat(SeriesId.isText(id.text())).isTrue();
      assertThat(SeriesId.of(id.text())).isEqualTo(id);
    }
    assertThat(SeriesId.isText("since")).isFalse();
  }

  /** In every process and version the same: they are keys on disk. */
  @Test
  void idsStayTheSame() {
    assertThat(id(List.of(attribute("host.name", "a")), List.of(attribute("s", "1"))).text())
        .isEqualTo("e465b5d5b9b20afe517f3795a96cc428");
  }
}
