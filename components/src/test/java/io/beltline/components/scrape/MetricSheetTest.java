package io.beltline.components.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.scrape.MetricConfig.Strategy;
import io.beltline.connector.Points;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricSheetTest {
  private static final PointAttribute DISK = PointAttribute.text("disk", "The disk.");
  private static final PointAttribute VERSION = PointAttribute.integer("version", "The version.");
  private static final MetricSpec BYTES =
      MetricSpec.counter("bytes", "By", "Bytes.").by(DISK, VERSION);
  private static final MetricSpec USE =
      MetricSpec.level("use", "1", "Use.").decimal().by(DISK.onRequest());
  private static final MetricSpec HEAT = MetricSpec.gauge("heat", "K", "Heat.").onRequest();
  private static final MetricTable TABLE =
      new MetricTable("test", "the.scope", "https://schema/1", List.of(BYTES, USE, HEAT));

  private static Metrics written(Map<String, MetricConfig> configs) {
    MetricSheet sheet = new MetricSheet(TABLE, configs, "1.2");
    sheet.begin(5, 7);
    for (String disk : List.of("a", "b", "c")) {
      sheet.of(BYTES).add(10, disk, "3");
      sheet.of(BYTES).add(disk.equals("a") ? 2 : 20, disk, "4");
      sheet.of(USE).add(0.5, disk);
    }
    sheet.of(HEAT).add(300);
    WireWriter out = new WireWriter();
    long points = sheet.write(out, Slice.EMPTY);
    Metrics metrics = new Metrics(Payload.of(out.toSlice()));
    assertThat(metrics.itemCount()).isEqualTo(points);
    assertThat(sheet.write(new WireWriter(), Slice.EMPTY)).isZero();
    return metrics;
  }

  private static MetricConfig config(boolean enabled, Strategy strategy, String... attributes) {
    return new MetricConfig(enabled, strategy, List.of(attributes));
  }

  @Test
  void defaultsAreThoseOfTheDeclaration() {
    assertThat(Points.lines(written(Map.of())))
        .containsExactly(
            "bytes{disk=a, version=3} 10",
            "bytes{disk=a, version=4} 2",
            "bytes{disk=b, version=3} 10",
            "bytes{disk=b, version=4} 20",
            "bytes{disk=c, version=3} 10",
            "bytes{disk=c, version=4} 20",
            "use{} 1.5");
  }

  @Test
  void pointsThatDifferInAttributesLeftOutBecomeOne() {
    assertThat(
            Points.lines(
                written(
                    Map.of(
                        "bytes", config(true, Strategy.MIN, "version"),
                        "use", config(true, Strategy.MAX),
                        "heat", new MetricConfig(true, null, null)))))
        .containsExactly("bytes{version=3} 10", "bytes{version=4} 2", "heat{} 300", "use{} 0.5");
    assertThat(
            Points.lines(
                written(
                    Map.of(
                        "bytes",
                        config(true, Strategy.AVG, "version"),
                        "use",
                        new MetricConfig(false, null, null)))))
        .containsExactly("bytes{version=3} 10", "bytes{version=4} 14");
  }

  @Test
  void metricsHaveTheirHeadsAndPointsTheirTimes() {
    ExportMetricsServiceRequestView request = new ExportMetricsServiceRequestView();
    Metrics metrics = written(Map.of("heat", new MetricConfig(true, null, null)));
    request.wrap(metrics.payload().chunks().iterator().next());
    List<String> heads = new ArrayList<>();
    for (var resource = request.resourceMetrics(); resource.next(); ) {
      assertThat(resource.item().schemaUrl()).isEqualTo("https://schema/1");
      for (var scope = resource.item().scopeMetrics(); scope.next(); ) {
        assertThat(scope.item().scope().name()).isEqualTo("the.scope");
        assertThat(scope.item().scope().version()).isEqualTo("1.2");
        for (var metric = scope.item().metrics(); metric.next(); ) {
          heads.add(head(metric.item()));
        }
      }
    }
    assertThat(heads)
        .containsExactly(
            "bytes By Bytes. sum true 2 5 7",
            "use 1 Use. sum false 2 5 7",
            "heat K Heat. gauge 5 7");
  }

  private static String head(MetricView metric) {
    String head = metric.name() + " " + metric.unit() + " " + metric.description();
    for (var point = metric.gauge().dataPoints(); point.next(); ) {
      return head
          + " gauge "
          + point.item().startTimeUnixNano()
          + " "
          + point.item().timeUnixNano();
    }
    var point = metric.sum().dataPoints();
    point.next();
    return "%s sum %s %s %s %s"
        .formatted(
            head,
            metric.sum().isMonotonic(),
            metric.sum().aggregationTemporality(),
            point.item().startTimeUnixNano(),
            point.item().timeUnixNano());
  }

  @Test
  void pointsThatWereNotWrittenAreForgottenAtTheNextBegin() {
    for (Map<String, MetricConfig> configs :
        List.of(Map.<String, MetricConfig>of(), Map.of("bytes", config(true, Strategy.SUM)))) {
      MetricSheet sheet = new MetricSheet(TABLE, configs, "1");
      sheet.begin(5, 7);
      sheet.of(BYTES).add(10, "a", "3");
      sheet.begin(5, 8);
      assertThat(sheet.write(new WireWriter(), Slice.EMPTY)).isZero();
    }
  }

  @Test
  void aMetricOfAnotherTableIsABug() {
    MetricSheet sheet = new MetricSheet(TABLE, Map.of(), "1");
    assertThatThrownBy(() -> sheet.of(MetricSpec.gauge("other", "1", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other is no metric of test");
  }

  @Test
  void theTableForAReadme() {
    assertThat(TABLE.toMarkdown().lines())
        .contains(
            "| `bytes` | `By` | sum, monotonic, int | yes | `disk` `version` | Bytes. |",
            "| `use` | `1` | sum, not monotonic, double | yes | `disk` (off) | Use. |",
            "| `heat` | `K` | gauge, int | no | | Heat. |");
  }
}
