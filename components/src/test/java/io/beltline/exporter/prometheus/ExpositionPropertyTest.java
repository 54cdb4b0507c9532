package io.beltline.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.prometheus.EscapingScheme;
import io.beltline.components.prometheus.Kind;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.WireWriter;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in, what goes out can be read, and nothing is lost on the way. */
class ExpositionPropertyTest {

  record Metric(int type, String name, String unit, Map<String, String> labels, double value) {
    void write(WireWriter out) {
      int metric = out.begin(2);
      out.string(1, name).string(2, name).string(3, unit);
      int data = out.begin(type);
      if (type == 7 || type == 9) {
        out.varint(2, 2);
      }
      if (type == 7) {
        out.bool(3, true);
      }
      int point = out.begin(1);
      int key = type == 9 ? 9 : 7;
      labels.forEach((k, v) -> out.attribute(key, Attribute.of(k, v)));
      if (type == 9) {
        out.fixed64(4, 3).float64(5, value);
        int counts = out.begin(6);
        out.rawFixed64(1).rawFixed64(2);
        out.end(counts);
        int bounds = out.begin(7);
        out.rawFixed64(Double.doubleToRawLongBits(0.5));
        out.end(bounds);
      } else {
        out.float64(4, value);
      }
      out.end(point);
      out.end(data);
      out.end(metric);
    }
  }

  @Provide
  Arbitrary<List<Metric>> metrics() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of(
                "x", "x_total", "x.total", "x_count", "x_bucket", "x_gauge", "target_info"),
            Arbitraries.strings().ofMaxLength(6));
    Arbitrary<String> keys =
        Arbitraries.oneOf(
            Arbitraries.of("a.b", "a_b", "le", "job", "__name__", "otel_scope_name"),
            Arbitraries.strings().ofMaxLength(4));
    Arbitrary<String> values = Arbitraries.strings().ofMaxLength(6);
    return Combinators.combine(
            Arbitraries.of(5, 7, 9),
            names,
            Arbitraries.of("", "s", "1", "By/s"),
            Arbitraries.maps(keys, values).ofMaxSize(4),
            Arbitraries.doubles())
        .as(Metric::new)
        .list()
        .ofMaxSize(8);
  }

  @Property(tries = 200, seed = "20261123")
  void everythingCanBeRead(
      @ForAll("metrics") List<Metric> metrics, @ForAll boolean utf8, @ForAll boolean suffixes) {
    String strategy =
        (utf8 ? "NoUTF8Escaping" : "UnderscoreEscaping")
            + (suffixes ? "WithSuffixes" : "WithoutSuffixes");
    strategy = strategy.equals("NoUTF8EscapingWithoutSuffixes") ? "NoTranslation" : strategy;
    PrometheusExporterConfig config =
        io.beltline.exporter.Yaml.bind(
                PrometheusExporterConfig.class,
                "endpoint: x:1\nenable_open_metrics: true\ntranslation_strategy: " + strategy)
            .value();
    Store store = new Store(0, 0);
    Losses losses = new Losses(io.beltline.testkit.TestSettings.of("prometheus").settings());
    Intake intake = new Intake(config, PrometheusExporter.resources(config), store, losses, 0);
    WireWriter out = new WireWriter();
    int resource = out.begin(1);
    int scope = out.begin(2);
    metrics.forEach(metric -> metric.write(out));
    out.end(scope);
    out.end(resource);
    intake.request(out.toSlice());
    assertThat(intake.rejected()).isZero();
    int text = Lines.parse(exposition(store, losses, Format.TEXT), false).size();
    int open = Lines.parse(exposition(store, losses, Format.OPEN_METRICS), true).size();
    assertThat(text).isEqualTo(open);
    Slice messages = MessagePage.of(store.families(), settings(Format.PROTOBUF), losses, 64);
    assertThat(Families.lines(messages)).isEqualTo(text);
    if (!utf8) {
      long lines =
          store.families().stream()
              .mapToLong(
                  family -> (family.kind() == Kind.HISTOGRAM ? 4L : 1L) * family.series().size())
              .sum();
      assertThat((long) text).isEqualTo(lines);
    }
  }

  private static String exposition(Store store, Losses losses, Format format) {
    return Exposition.of(store.families(), settings(format), losses, 64).toUtf8();
  }

  private static PageSettings settings(Format format) {
    return new PageSettings(new Format.Choice(format, EscapingScheme.UNDERSCORES), false, true);
  }
}
