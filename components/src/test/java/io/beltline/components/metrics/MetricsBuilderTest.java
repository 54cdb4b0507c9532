package io.beltline.components.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.parts.Portions;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.processor.Requests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsBuilderTest {
  private static final Slice SCOPE = MetricsBuilder.scope("s", "1");

  private static void metric(MetricsBuilder builder, String name, int points, int size) {
    builder.metric(
        MetricHead.counter(name, "d", MetricHead.CUMULATIVE),
        () -> {
          for (int i = 0; i < points; i++) {
            builder.point(
                to -> {
                  to.fixed64(NumberDataPointView.AS_INT, 7);
                  to.string(15, "x".repeat(size)); // no field that is known
                });
          }
        });
  }

  private static List<Integer> sizes(List<Metrics> requests) {
    return requests.stream().map(Metrics::itemCount).toList();
  }

  @Test
  void manyPointsAreCutAndKeepWhatStandsAroundThem() {
    MetricsBuilder builder = MetricsBuilder.ofMany();
    List<Integer> indexes = new ArrayList<>();
    builder.resource(
        Slice.of(new byte[0]),
        () ->
            builder.scope(
                SCOPE,
                () -> {
                  metric(builder, "a", 8000, 0);
                  indexes.add(builder.index());
                  metric(builder, "b", 192, 0);
                  indexes.add(builder.index());
                  metric(builder, "none", 0, 0);
                  metric(builder, "c", 10_000, 0);
                  indexes.add(builder.index());
                }));
    List<Metrics> requests = builder.buildAll();
    assertThat(sizes(requests)).containsExactly(8192, 8192, 10_000 - 8192);
    assertThat(indexes).containsExactly(0, 0, 2);
    assertThat(Requests.text(requests.getFirst()))
        .contains("\"name\":\"a\"", "\"name\":\"b\"")
        .doesNotContain("\"name\":\"c\"", "none");
    for (Metrics request : requests.subList(1, 3)) {
      assertThat(Requests.text(request))
          .contains("\"scope\":{\"name\":\"s\",\"version\":\"1\"}", "\"name\":\"c\"")
          .contains("\"unit\":\"d\"", "\"aggregationTemporality\":2,\"isMonotonic\":true")
          .doesNotContain("\"name\":\"a\"", "none");
    }
  }

  @Test
  void largePointsAreCutByTheirBytes() {
    MetricsBuilder builder = MetricsBuilder.ofMany();
    int large = (int) Portions.BYTES * 2 / 5;
    List<Integer> indexes = new ArrayList<>();
    builder.resource(
        Slice.of(new byte[0]),
        () ->
            builder.scope(
                SCOPE,
                () -> {
                  metric(builder, "a", 2, large);
                  indexes.add(builder.index());
                  metric(builder, "b", 3, large);
                  indexes.add(builder.index());
                }));
    List<Metrics> requests = builder.buildAll();
    assertThat(sizes(requests)).containsExactly(2, 2, 1);
    assertThat(indexes).containsExactly(0, 2);
    assertThat(requests)
        .as("a destination that takes 4 MiB takes them")
        .allMatch(request -> request.payload().size() < 4 << 20);
    assertThat(Requests.text(requests.getFirst())).doesNotContain("\"name\":\"b\"");
    assertThat(Requests.text(requests.get(1)))
        .contains("\"name\":\"b\"")
        .doesNotContain("\"name\":\"a\"");
  }

  @Test
  void aPointThatIsLargerThanARequestStandsAlone() {
    MetricsBuilder builder = MetricsBuilder.ofMany();
    int larger = (int) Portions.BYTES + 1;
    builder.resource(
        Slice.of(new byte[0]), () -> builder.scope(SCOPE, () -> metric(builder, "a", 2, larger)));
    assertThat(sizes(builder.buildAll())).containsExactly(1, 1);
  }

  @Test
  void nothingIsNoRequest() {
    MetricsBuilder builder = MetricsBuilder.ofMany();
    builder.resource(
        Slice.of(new byte[0]), () -> builder.scope(SCOPE, () -> metric(builder, "a", 0, 0)));
    assertThat(builder.buildAll()).isEmpty();
  }
}
