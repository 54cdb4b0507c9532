package io.beltline.exporter.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Deadline;
import io.beltline.exporter.loadbalancing.BackendMetrics.OfBackend;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingMeter;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackendMetricsTest {
  private static final String OUTCOME = "otelcol_loadbalancer_backend_outcome";
  private static final String GIVEN_UP = "beltline_load_balancing_given_up_items";

  private final TestSettings settings = TestSettings.of("load_balancing");
  private final RecordingMeter meter = settings.meter();
  private final FakeClock clock = new FakeClock();
  private final BackendMetrics metrics = new BackendMetrics(meter, clock);

  private List<String> shown() {
    return meter.labels(GIVEN_UP).stream().map(labels -> labels.get("endpoint")).sorted().toList();
  }

  private List<OfBackend> enter(String prefix, int count) {
    List<OfBackend> all = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> all.add(metrics.enter(prefix + i)));
    return all;
  }

  @Test
  void whatWasCountedOfOneThatHasGoneIsShownForAWhile() {
    OfBackend gone = metrics.enter("a");
    metrics.enter("b");
    gone.successes().add(7);
    metrics.leave(gone);
    clock.advance(BackendMetrics.SEEN.minusNanos(1));
    metrics.sweep();
    assertThat(meter.count(OUTCOME, Map.of("endpoint", "a", "success", "true"))).isEqualTo(7);
    clock.advance(Duration.ofNanos(1));
    metrics.sweep();
    assertThat(shown()).containsExactly("b");
    assertThat(meter.labels(OUTCOME)).hasSize(2);
    metrics.enter("a").successes().add(1);
    assertThat(meter.count(OUTCOME, Map.of("endpoint", "a", "success", "true"))).isEqualTo(1);
  }

  @Test
  void oneThatComesBackCountsOn() {
    OfBackend old = metrics.enter("a");
    old.successes().add(7);
    OfBackend again = metrics.enter("a"); // while the old one still ends
    metrics.leave(old);
    clock.advance(BackendMetrics.SEEN);
    metrics.sweep();
    metrics.leave(again);
    clock.advance(BackendMetrics.SEEN.minusNanos(1));
    metrics.enter("a").successes().add(1);
    clock.advance(BackendMetrics.SEEN);
    metrics.sweep();
    assertThat(meter.count(OUTCOME, Map.of("endpoint", "a", "success", "true"))).isEqualTo(8);
  }

  @Test
  void thoseThatHaveGoneMakeRoomForNewOnes() {
    List<OfBackend> first = enter("old", Endpoints.MOST);
    metrics.leave(first.get(3));
    clock.advance(Duration.ofSeconds(1));
    first.stream().filter(backend -> backend != first.get(3)).forEach(metrics::leave);
    assertThat(metrics.enter("new").endpoint()).isEqualTo("new");
    assertThat(shown()).hasSize(Endpoints.MOST).contains("old0", "new").doesNotContain("old3");
    enter("next", Endpoints.MOST - 1);
    assertThat(shown()).hasSize(Endpoints.MOST).noneMatch(name -> name.startsWith("old"));
  }

  @Test
  void whileAllPlacesAreTakenFurtherOnesShareOne() {
    List<OfBackend> there = enter("b", Endpoints.MOST);
    List<OfBackend> further = enter("c", 2);
    assertThat(further).extracting(OfBackend::endpoint).containsOnly(BackendMetrics.OTHER);
    metrics.leave(there.getFirst());
    assertThat(metrics.enter("d").endpoint()).isEqualTo("d");
    assertThat(shown()).hasSize(Endpoints.MOST + 1).contains("other", "d").doesNotContain("b0");
    further.forEach(metrics::leave);
    clock.advance(BackendMetrics.SEEN);
    metrics.sweep();
    assertThat(shown()).hasSize(Endpoints.MOST).doesNotContain("other");
  }

  @Test
  void backendsThatALookUpLeavesOutAreForgotten() {
    BalancerMetrics all = new BalancerMetrics(meter, "dns", clock);
    Endpoints endpoints =
        new Endpoints(
            BoundYaml.value(
                LoadBalancingExporterConfig.class,
                "{resolver: {dns: {hostname: b}}, protocol: {otlp: {tls: {insecure: true}}}}"),
            settings.settings(),
            all,
            new StatusBoard(new TestHost(clock)));
    endpoints.change(List.of(Backend.of("127.0.0.1:1"), Backend.of("127.0.0.2:1")));
    assertThat(shown()).containsExactly("127.0.0.1:1", "127.0.0.2:1");
    endpoints.change(List.of());
    endpoints.close(Deadline.in(clock, Duration.ZERO)); // waits for those that leave
    all.resolved(true);
    assertThat(shown()).hasSize(2);
    clock.advance(BackendMetrics.SEEN);
    all.resolved(true);
    assertThat(shown()).isEmpty();
  }
}
