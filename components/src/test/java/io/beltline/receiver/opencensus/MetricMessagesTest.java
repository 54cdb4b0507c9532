package io.beltline.receiver.opencensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.intake.ReceivedLines;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.beltline.testkit.TestSettings;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricMessagesTest {
  private static final long NANOS = OcMessages.SECONDS * 1_000_000_000L;

  private final TestSettings settings = TestSettings.of("opencensus");

  private Slice read(Slice message) {
    return new MetricMessages(ReceivedLines.dropped(settings.settings(), "not_supported"))
        .read(message, Room.unlimited());
  }

  private List<Metric> metrics(Consumer<WireWriter> rest) throws Exception {
    List<ResourceMetrics> all = Proto.metrics(read(OcMessages.message(rest)));
    return all.getFirst().getScopeMetrics(0).getMetricsList();
  }

  private long dropped() {
    return settings
        .meter()
        .count("beltline_receiver_dropped_items", Map.of("reason", "not_supported"));
  }

  @Test
  void everyKindBecomesItsCounterpart() throws Exception {
    List<Metric> metrics = metrics(OcMetrics::metrics);
    assertThat(metrics)
        .map(metric -> metric.getName() + " " + metric.getUnit() + " " + metric.getDataCase())
        .containsExactly(
            "gauge.whole ms GAUGE",
            "gauge.real ms GAUGE",
            "sum.whole ms SUM",
            "sum.real ms SUM",
            "distribution ms HISTOGRAM",
            "summary ms SUMMARY");
    assertThat(metrics).allMatch(metric -> metric.getDescription().equals("what it is"));
    assertThat(metrics.get(2).getSum().getIsMonotonic()).isTrue();
    assertThat(metrics.get(3).getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(metrics.get(4).getHistogram().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(dropped()).isZero();
  }

  @Test
  void numbersHaveTheirValueTimesAndLabels() throws Exception {
    List<Metric> metrics = metrics(OcMetrics::metrics);
    NumberDataPoint whole = metrics.get(0).getGauge().getDataPoints(0);
    assertThat(whole.getAsInt()).isEqualTo(-7);
    assertThat(whole.getStartTimeUnixNano()).isEqualTo(NANOS);
    assertThat(whole.getTimeUnixNano()).isEqualTo(NANOS + 9);
    assertThat(Proto.texts(whole.getAttributesList())).containsExactly("method=GET");
    assertThat(metrics.get(1).getGauge().getDataPoints(0).getAsDouble()).isEqualTo(0.5);
    assertThat(metrics.get(2).getSum().getDataPoints(0).getAsInt()).isEqualTo(7);
    assertThat(metrics.get(3).getSum().getDataPoints(0).getAsDouble()).isEqualTo(1.5);
  }

  @Test
  void aDistributionBecomesAHistogramWithExemplars() throws Exception {
    HistogramDataPoint point = metrics(OcMetrics::metrics).get(4).getHistogram().getDataPoints(0);
    assertThat(point.getCount()).isEqualTo(6);
    assertThat(point.getSum()).isEqualTo(61.5);
    assertThat(point.getExplicitBoundsList()).containsExactly(10.0, 12.5);
    assertThat(point.getBucketCountsList()).containsExactly(1L, 0L, 5L);
    assertThat(point.getTimeUnixNano()).isEqualTo(NANOS + 9);
    assertThat(Proto.texts(point.getAttributesList())).containsExactly("method=GET");
    assertThat(point.getExemplars(0).getAsDouble()).isEqualTo(17);
    assertThat(point.getExemplars(0).getTimeUnixNano()).isEqualTo(NANOS + 8);
    assertThat(Proto.texts(point.getExemplars(0).getFilteredAttributesList()))
        .containsExactly("trace=t1");
  }

  @Test
  void boundsMayStandOneByOne() throws Exception {
    Consumer<WireWriter> value =
        point ->
            OcMessages.nested(
                point,
                4,
                distribution ->
                    OcMessages.nested(
                        distribution,
                        4,
                        options ->
                            OcMessages.nested(
                                options, 1, list -> list.float64(1, 1).float64(1, 2))));
    HistogramDataPoint point =
        metrics(out -> OcMetrics.metric(out, "d", 6, value))
            .getFirst()
            .getHistogram()
            .getDataPoints(0);
    assertThat(point.getExplicitBoundsList()).containsExactly(1.0, 2.0);
    assertThat(point.getBucketCountsList()).isEmpty();
  }

  @Test
  void aSummaryKeepsItsQuantiles() throws Exception {
    SummaryDataPoint point = metrics(OcMetrics::metrics).get(5).getSummary().getDataPoints(0);
    assertThat(point.getCount()).isEqualTo(4);
    assertThat(point.getSum()).isEqualTo(8.5);
    assertThat(point.getQuantileValuesList())
        .map(one -> one.getQuantile() + "=" + one.getValue())
        .containsExactly("0.5=2.0", "0.99=4.0");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 6, 7})
  void aPointWithoutAValueIsZero(int type) throws Exception {
    Metric metric = metrics(out -> OcMetrics.metric(out, "none", type, point -> {})).getFirst();
    NumberDataPoint number =
        type < 4 ? metric.getGauge().getDataPoints(0) : NumberDataPoint.getDefaultInstance();
    assertThat(number.getAsInt()).isZero();
    assertThat(number.getAsDouble()).isZero();
    assertThat(metric.getHistogram().getDataPointsCount()).isEqualTo(type == 6 ? 1 : 0);
    assertThat(metric.getSummary().getDataPointsCount()).isEqualTo(type == 7 ? 1 : 0);
    assertThat(metric.getSum().getDataPointsCount()).isEqualTo(type == 4 || type == 5 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 8})
  void pointsWithoutAKindAreDroppedAndCounted(int type) throws Exception {
    assertThat(
            metrics(
                out -> {
                  OcMetrics.metric(out, "lost", type, OcMetrics::distribution);
                  OcMetrics.metric(out, "kept", 1, point -> point.varint(2, 1));
                }))
        .map(Metric::getName)
        .containsExactly("kept");
    assertThat(dropped()).isEqualTo(1);
  }

  @Test
  void withoutPointsThereIsNothing() {
    assertThat(read(OcMessages.message(out -> OcMessages.nested(out, 2, metric -> {}))).length())
        .isZero();
    assertThat(read(OcMessages.message(out -> {})).length()).isZero();
  }

  @Test
  void aMetricMayHaveAResourceOfItsOwn() throws Exception {
    Slice message =
        OcMessages.message(
            out -> {
              OcMetrics.metric(out, "common", 1, point -> point.varint(2, 1));
              OcMessages.nested(
                  out,
                  2,
                  metric -> {
                    OcMessages.nested(
                        metric, 1, descriptor -> descriptor.string(1, "own").varint(4, 1));
                    OcMessages.nested(
                        metric,
                        2,
                        series -> OcMessages.nested(series, 3, point -> point.varint(2, 2)));
                    OcMessages.nested(metric, 3, own -> OcMessages.pair(own, 2, "pod", "p1"));
                  });
            });
    List<ResourceMetrics> all = Proto.metrics(read(message));
    assertThat(all).hasSize(2);
    assertThat(Proto.texts(all.getFirst().getResource().getAttributesList()))
        .contains("cloud.availability_zone=z1");
    assertThat(Proto.texts(all.getLast().getResource().getAttributesList()))
        .contains("pod=p1", "service.name=shop")
        .doesNotContain("cloud.availability_zone=z1");
  }

  @Test
  void boundsThatAreNoNumbersAreRefused() {
    Slice message =
        OcMessages.message(
            out ->
                OcMetrics.metric(
                    out,
                    "d",
                    6,
                    point ->
                        OcMessages.nested(
                            point,
                            4,
                            value ->
                                OcMessages.nested(
                                    value,
                                    4,
                                    options ->
                                        OcMessages.nested(
                                            options, 1, list -> list.string(1, "1234567"))))));
    assertThatThrownBy(() -> read(message))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining("bounds");
  }
}
