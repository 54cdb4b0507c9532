package io.beltline.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Sample;
import io.beltline.components.prometheus.Times;
import io.beltline.exporter.Yaml;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoreTest {
  private static final Times NOW = new Times(0, 0, 0, 0, 0);
  private static final Sample SAMPLE = new Sample.Scalar(NOW, 1, 1, true, null);

  private static boolean put(Store store, String name, long now) {
    return store.update(store.family(name, Kind.GAUGE, "", now), "", before -> SAMPLE);
  }

  private static void end(Store store, String name, long now) {
    store.remove(store.family(name, Kind.GAUGE, "", now), "");
  }

  @Test
  void namesOfPointsWithoutAValueTakeNoRoom() {
    String metrics =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{'name':'m" + i + "','gauge':{'dataPoints':[{'flags':1},{}]}}")
            .collect(Collectors.joining(","));
    Telemetry request =
        OtlpJson.read(
            Signal.METRICS,
            ("{'resourceMetrics':[{'scopeMetrics':[{'metrics':[" + metrics + "]}]}]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8));
    PrometheusExporterConfig config =
        Yaml.bind(PrometheusExporterConfig.class, "endpoint: x:1\n").value();
    Store store = new Store(0, 0);
    Losses losses = new Losses(TestSettings.of("prometheus").settings());
    Intake intake = new Intake(config, PrometheusExporter.resources(config), store, losses, 0);
    request.payload().chunks().forEach(intake::request);
    assertThat(intake.rejected()).isEqualTo(1000);
    assertThat(store.families()).isEmpty();
  }

  @Test
  void namesWithoutSeriesGoWhereSeriesStayForEver() {
    Store store = new Store(0, 0);
    put(store, "ends", 0);
    put(store, "stays", 0);
    end(store, "ends", 0);
    store.expire(Duration.ofMinutes(4).toNanos());
    assertThat(store.families()).hasSize(2);
    store.expire(Duration.ofMinutes(6).toNanos());
    assertThat(store.families()).extracting(Family::name).containsExactly("stays");
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void namesWithoutSeriesCountTowardsTheLimit() {
    Store store = new Store(0, 3);
    for (String name : new String[] {"a", "b", "c"}) {
      assertThat(put(store, name, 0)).isTrue();
      end(store, name, 0);
    }
    assertThat(put(store, "d", 0)).isFalse();
    assertThat(put(store, "a", 1)).isTrue();
    store.expire(Duration.ofMinutes(6).toNanos());
    assertThat(put(store, "d", Duration.ofMinutes(6).toNanos())).isTrue();
    assertThat(store.families()).extracting(Family::name).containsExactlyInAnyOrder("a", "d");
  }

  @Test
  void aFamilyThatWasRemovedMeanwhileIsServedAgain() {
    Store store = new Store(10, 0);
    Family early = store.family("m", Kind.GAUGE, "", 0);
    store.update(early, "", before -> SAMPLE);
    store.expire(100);
    assertThat(store.families()).isEmpty();
    store.update(early, "", before -> SAMPLE);
    assertThat(store.families()).hasSize(1);
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void twoWhoMakeAFamilyMakeOne() {
    Store store = new Store(0, 0);
    Family one = store.family("m", Kind.GAUGE, "", 0);
    Family other = store.family("m", Kind.GAUGE, "what it is", 0);
    store.update(one, "", before -> SAMPLE);
    store.update(other, "a=\"b\"", before -> SAMPLE);
    assertThat(store.families()).singleElement().extracting(Family::help).isEqualTo("what it is");
    assertThat(store.size()).isEqualTo(2);
  }
}
