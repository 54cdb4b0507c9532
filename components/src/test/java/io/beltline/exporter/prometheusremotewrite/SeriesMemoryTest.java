package io.beltline.exporter.prometheusremotewrite;

import static io.beltline.exporter.prometheusremotewrite.RunningExporter.attribute;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeriesMemoryTest {
  private static final PrometheusRemoteWriteExporterConfig CONFIG =
      Yaml.bind(
              PrometheusRemoteWriteExporterConfig.class,
              "endpoint: http://localhost:1\nexternal_labels: {region: eu}\n"
                  + "resource_constant_labels: {included: [zone]}\n"
                  + "export_created_metric: {enabled: true}\n")
          .value();

  /** The bytes of what becomes of requests, one after the other. */
  private static List<Slice> sent(List<Telemetry> requests, SeriesMemory memory, boolean fresh) {
    Losses losses = new Losses(TestSettings.of("prometheus_remote_write").settings());
    Latest latest = new Latest(1000);
    List<Slice> bodies = new ArrayList<>();
    for (Telemetry request : requests) {
      SeriesMemory own = fresh ? new SeriesMemory(0) : memory;
      own.begin();
      Intake intake = new Intake(CONFIG, own, latest, losses, 0);
      request.payload().chunks().forEach(intake::request);
      Collection<Group> groups = intake.plan().groups();
      List<Series> series = new WriteRequest(List.copyOf(groups)).series();
      bodies.add(RequestV1.of(series, true));
      for (Slice part : RequestV2.of(series)) {
        bodies.add(part);
      }
      groups.forEach(group -> latest.taken(group.key(), group.newest(), group.source()));
    }
    return bodies;
  }

  private static String some(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static String attributes(Random random) {
    List<String> all = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      all.add(attribute(some(random, "a", "b", "a.b", "a_b", "le", "job"), some(random, "x", "y")));
    }
    return String.join(",", all);
  }

  private static String metric(Random random, int time) {
    String name = some(random, "size", "size_total", "temp");
    String unit = some(random, "", "By", "1");
    String point =
        "'attributes':[%s],'startTimeUnixNano':'1000000','timeUnixNano':'%d000000'"
            .formatted(attributes(random), time);
    String data =
        switch (random.nextInt(4)) {
          case 0 -> "'gauge':{'dataPoints':[{%s,'asDouble':1}]}".formatted(point);
          case 1 ->
              "'sum':{'isMonotonic':%s,'aggregationTemporality':2,'dataPoints':[{%s,'asInt':'2'}]}"
                  .formatted(random.nextBoolean(), point);
          case 2 ->
              ("'histogram':{'aggregationTemporality':2,'dataPoints':[{%s,'count':'3','sum':4,"
                      + "'explicitBounds':[1],'bucketCounts':['1','2']}]}")
                  .formatted(point);
          default ->
              "'summary':{'dataPoints':[{%s,'count':'1','sum':2,'quantileValues':[{'quantile':0.5}]}]}"
                  .formatted(point);
        };
    return "{'name':'%s','unit':'%s','description':'%s',%s}"
        .formatted(name, unit, some(random, "", "d"), data);
  }

  private static Telemetry request(Random random, int time) {
    List<String> metrics = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      metrics.add(metric(random, time));
    }
    String resource =
        attribute("service.name", some(random, "s", "t"))
            + ","
            + attribute("zone", some(random, "1", "2"));
    String scope = "'name':'%s'".formatted(some(random, "m", "n"));
    return RunningExporter.metrics(resource, scope, metrics.toArray(String[]::new));
  }

  @Property(tries = 200, seed = "20261129")
  void whatIsRememberedIsWhatWouldBeMade(@ForAll long seed) {
    Random random = new Random(seed);
    List<Telemetry> requests = new ArrayList<>();
    for (int time = 1; time <= 12; time++) {
      requests.add(request(random, time));
    }
    SeriesMemory memory = new SeriesMemory(random.nextBoolean() ? 20_000 : 1 << 20);
    assertThat(sent(requests, memory, false)).isEqualTo(sent(requests, memory, true));
  }

  @Test
  void itTakesNoMoreRoomThanItHas() {
    SeriesMemory memory = new SeriesMemory(100_000);
    List<Telemetry> requests = new ArrayList<>();
    for (int i = 1; i <= 2000; i++) {
      requests.add(
          RunningExporter.metrics(
              attribute("service.name", "s" + i), "", gauge("temp" + i, i, "1")));
    }
    sent(requests, memory, false);
    assertThat(memory.bytes()).isBetween(50_000L, 100_000L);
  }

  @Test
  void whatIsUsedStaysAndWhatIsNotIsForgotten() {
    Memo<Integer> memo = new Memo<>(4000);
    memo.add(1, bytes("used"), 0, 4, 7, 0);
    memo.add(1, bytes("once"), 0, 4, 8, 0);
    for (int i = 0; i < 1000; i++) {
      memo.add(2, bytes("k" + i), 0, 2, i, 0);
      assertThat(memo.find(1, bytes("-used-"), 1, 5)).isEqualTo(7);
    }
    assertThat(memo.find(1, bytes("once"), 0, 4)).isNull();
    assertThat(memo.find(2, bytes("used"), 0, 4)).as("it stands in something else").isNull();
    assertThat(memo.bytes()).isLessThanOrEqualTo(4000);
    memo.clear();
    assertThat(memo.find(1, bytes("used"), 0, 4)).isNull();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
