package io.beltline.exporter.prometheusremotewrite;

import static io.beltline.exporter.prometheusremotewrite.RunningExporter.attribute;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.GaugeView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.WireWriter;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
      SeriesMemory own = fresh ? new SeriesMemory(() -> 0) : memory;
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

  private static SeriesMemory memory(long room) {
    return new SeriesMemory(() -> room);
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
    SeriesMemory memory = memory(random.nextBoolean() ? 20_000 : 1 << 20);
    assertThat(sent(requests, memory, false)).isEqualTo(sent(requests, memory, true));
  }

  /** A gauge whose point has its time behind its attributes, or between two of them. */
  private static Telemetry apart(boolean between, long time) {
    WireWriter out = new WireWriter();
    int resource = out.begin(ExportMetricsServiceRequestView.RESOURCE_METRICS);
    int scope = out.begin(ResourceMetricsView.SCOPE_METRICS);
    int metric = out.begin(ScopeMetricsView.METRICS);
    out.string(MetricView.NAME, "temp");
    int gauge = out.begin(MetricView.GAUGE);
    int point = out.begin(GaugeView.DATA_POINTS);
    out.attribute(NumberDataPointView.ATTRIBUTES, Attribute.of("a", "1"));
    if (between) {
      out.fixed64(NumberDataPointView.TIME_UNIX_NANO, time * 1_000_000);
    }
    out.attribute(NumberDataPointView.ATTRIBUTES, Attribute.of("b", "2"));
    if (!between) {
      out.fixed64(NumberDataPointView.TIME_UNIX_NANO, time * 1_000_000);
    }
    out.float64(NumberDataPointView.AS_DOUBLE, 1);
    out.end(point);
    out.end(gauge);
    out.end(metric);
    out.end(scope);
    out.end(resource);
    return new Metrics(Payload.of(out.toSlice()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSeriesIsFoundAgainWhereverItsAttributesStand(boolean between) {
    SeriesMemory memory = memory(1 << 20);
    sent(List.of(apart(between, 1)), memory, false);
    long known = memory.bytes();
    assertThat(known).isPositive();
    sent(List.of(apart(between, 2), apart(between, 3), apart(!between, 4)), memory, false);
    assertThat(memory.bytes() - known).isLessThan(known); // at most the other form of the same
    long both = memory.bytes();
    sent(List.of(apart(between, 5), apart(!between, 6)), memory, false);
    assertThat(memory.bytes()).isEqualTo(both);
  }

  @Test
  void itTakesNoMoreRoomThanItHas() {
    SeriesMemory memory = memory(100_000);
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
    Memo<Integer> memo = new Memo<>(() -> 4000);
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
