package io.beltline.processor;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.DELTA;
import static io.beltline.processor.MetricRequests.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ProcessorFactory;
import io.beltline.model.Telemetry;
import io.beltline.processor.cumulativetodelta.CumulativeToDeltaFactory;
import io.beltline.processor.deltatocumulative.DeltaToCumulativeFactory;
import io.beltline.processor.interval.IntervalFactory;
import io.beltline.processor.metricstarttime.MetricStartTimeFactory;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A hundred thousand points of all kinds, in any order, through each processor that remembers
 * series: what comes out is valid, and the books balance.
 */
class SeriesProcessorsTest {
  private static final int POINTS = 100_000;

  static Stream<Arguments> processors() {
    return Stream.of(
        Arguments.of(new CumulativeToDeltaFactory(), "{max_streams: 300}"),
        Arguments.of(new CumulativeToDeltaFactory(), "{initial_value: keep, max_staleness: 20s}"),
        Arguments.of(new DeltaToCumulativeFactory(), "{max_stale: 20s, max_streams: 100}"),
        Arguments.of(new IntervalFactory(), "{interval: 10s, max_streams: 60}"),
        Arguments.of(new MetricStartTimeFactory(), "{}"),
        Arguments.of(
            new MetricStartTimeFactory(), "{strategy: subtract_initial_point, max_streams: 60}"),
        Arguments.of(
            new MetricStartTimeFactory(), "{strategy: start_time_metric, gc_interval: 20s}"));
  }

  @ParameterizedTest
  @MethodSource("processors")
  void whatComesOutIsValidAndTheBooksBalance(ProcessorFactory<?> factory, String config) {
    ProcessorStage<?> stage = new ProcessorStage<>(factory);
    stage.start(config);
    Random random = new Random(20);
    long sent = 0;
    long delivered = 0;
    List<Telemetry> accepted = new ArrayList<>();
    AtomicBoolean ending = new AtomicBoolean();
    stage.next.answering(
        (context, telemetry) -> {
          if (!ending.get() && random.nextInt(50) == 0) {
            return ConsumeResult.unavailable("later", null);
          }
          accepted.add(telemetry);
          return ConsumeResult.accepted();
        });
    for (int second = 1; sent < POINTS; second++) {
      Metric[] metrics = new Metric[1 + random.nextInt(40)];
      for (int i = 0; i < metrics.length; i++) {
        metrics[i] = metric(random, second);
      }
      var request = MetricRequests.of(metrics);
      var removed = stage.settings.ledger().removed();
      if (stage.send(request).isAccepted()) {
        sent += request.itemCount();
      } else { // the sender has it again, so what was removed is removed twice
        sent += stage.settings.ledger().removed() - removed;
      }
      stage.clock.advance(Duration.ofSeconds(1));
    }
    ending.set(true);
    stage.stop();
    for (Telemetry call : accepted) {
      MetricRequests.metrics(call);
      delivered += call.itemCount();
    }
    assertThat(stage.settings.ledger().booked()).doesNotContainKey("held");
    assertThat(delivered + stage.settings.ledger().removed()).isEqualTo(sent);
    assertThat(delivered).isPositive();
  }

  private static Metric metric(Random random, double now) {
    AggregationTemporality temporality = random.nextBoolean() ? CUMULATIVE : DELTA;
    double time = random.nextInt(10) == 0 ? now / 2 : now + random.nextInt(3);
    double start =
        switch (random.nextInt(4)) {
          case 0 -> -1;
          case 1 -> time;
          case 2 -> Math.floor(time / 50) * 50;
          default -> 0;
        };
    KeyValue series = attribute("s", "s" + random.nextInt(30));
    int level = (int) now * 10 % 500 + random.nextInt(20);
    return switch (random.nextInt(6)) {
      case 0 ->
          MetricRequests.gauge(
              MetricRequests.number(start, time).addAttributes(series).setAsInt(level).build());
      case 1 -> summary(start, time, series, level);
      case 2 -> {
        long[] counts = new long[1 + random.nextInt(3)];
        Arrays.setAll(counts, i -> level + random.nextInt(5));
        yield MetricRequests.histogram(
            temporality,
            MetricRequests.histogram(start, time, counts)
                .addAttributes(series)
                .setSum(level)
                .build());
      }
      case 3 -> exponential(random, temporality, start, time, series, level);
      default -> {
        NumberDataPoint.Builder point =
            MetricRequests.number(start, time)
                .addAttributes(series)
                .setFlags(random.nextInt(9) / 8);
        yield MetricRequests.sum(
            temporality,
            random.nextInt(5) > 0,
            (random.nextBoolean() ? point.setAsInt(level) : point.setAsDouble(level + 0.5))
                .build());
      }
    };
  }

  private static Metric summary(double start, double time, KeyValue series, long count) {
    return Metric.newBuilder()
        .setName("quantiles")
        .setSummary(
            Summary.newBuilder()
                .addDataPoints(
                    SummaryDataPoint.newBuilder()
                        .setStartTimeUnixNano(start < 0 ? 0 : MetricRequests.at(start))
                        .setTimeUnixNano(MetricRequests.at(time))
                        .addAttributes(series)
                        .setCount(count)))
        .build();
  }

  private static Metric exponential(
      Random random,
      AggregationTemporality temporality,
      double start,
      double time,
      KeyValue series,
      long level) {
    long[] counts = new long[1 + random.nextInt(5)];
    Arrays.setAll(counts, i -> level + random.nextInt(5));
    var point =
        MetricRequests.exponential(
            start, time, 3 - random.nextInt(6), random.nextInt(100) - 50, counts);
    long zeros = random.nextInt(5);
    return MetricRequests.exponential(
        temporality,
        point
            .addAttributes(series)
            .setNegative(MetricRequests.buckets(random.nextInt(100) - 50, level))
            .setZeroCount(zeros)
            .setZeroThreshold(random.nextInt(3) == 0 ? random.nextDouble() : 0)
            .setCount(point.getCount() + level + zeros)
            .build());
  }
}
