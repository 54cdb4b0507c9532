package io.beltline.connector.servicegraph;

import io.beltline.components.metrics.Aggregate;
import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.MetricsBuilder;
import io.beltline.components.metrics.PointKind;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import io.beltline.model.otlp.NumberDataPointView;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes requests of series. One thread. */
final class GraphWriter {
  private static final Slice SCOPE = MetricsBuilder.scope("traces_service_graph", "");
  private static final String PREFIX = "traces_service_graph_request_";
  private static final int START = NumberDataPointView.START_TIME_UNIX_NANO;
  private static final int TIME = NumberDataPointView.TIME_UNIX_NANO;

  private GraphWriter() {}

  /**
   * Writes all series.
   *
   * @param start since when they count, in nanoseconds since 1970
   * @param time the time of the points
   */
  static List<Metrics> write(Collection<GraphSeries> all, long start, long time) {
    MetricsBuilder out = MetricsBuilder.ofMany();
    out.resource(
        Slice.of(new byte[0]), () -> out.scope(SCOPE, () -> metrics(out, all, start, time)));
    return out.buildAll();
  }

  private static void metrics(
      MetricsBuilder out, Collection<GraphSeries> all, long start, long time) {
    if (all.isEmpty()) {
      return;
    }
    PointKind histogram = all.iterator().next().server.kind();
    metric(out, head("total", "", PointKind.SUM), all, one -> one.requests, start, time);
    metric(
        out,
        head("failed_total", "", PointKind.SUM),
        all,
        one -> one.hasFailed ? one.failures : null,
        start,
        time);
    metric(out, head("server", "s", histogram), all, one -> one.server, start, time);
    metric(out, head("client", "s", histogram), all, one -> one.client, start, time);
  }

  private static MetricHead head(String name, String unit, PointKind kind) {
    return new MetricHead(PREFIX + name, "", unit, kind, MetricHead.CUMULATIVE, true);
  }

  private static void metric(
      MetricsBuilder out,
      MetricHead head,
      Collection<GraphSeries> all,
      Function<GraphSeries, @Nullable Aggregate> part,
      long start,
      long time) {
    out.metric(
        head,
        () -> {
          for (GraphSeries one : all) {
            Aggregate aggregate = part.apply(one);
            if (aggregate != null) {
              out.point(
                  point -> {
                    one.attributes.forEach(a -> point.attribute(head.kind().attributes(), a));
                    point.fixed64(START, start);
                    point.fixed64(TIME, time);
                    aggregate.write(point);
                  });
            }
          }
        });
  }
}
