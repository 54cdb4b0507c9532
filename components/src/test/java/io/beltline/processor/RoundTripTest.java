package io.beltline.processor;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.at;
import static io.beltline.processor.MetricRequests.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beltline.api.ConsumeResult;
import io.beltline.components.metrics.ExponentialScale;
import io.beltline.model.otlp.WireWriter;
import io.beltline.processor.cumulativetodelta.CumulativeToDeltaConfig;
import io.beltline.processor.cumulativetodelta.CumulativeToDeltaFactory;
import io.beltline.processor.deltatocumulative.DeltaToCumulativeConfig;
import io.beltline.processor.deltatocumulative.DeltaToCumulativeFactory;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Totals made deltas and added up again are the same totals, over late points, counters that begin
 * anew, refusals, reloads and restarts.
 */
class RoundTripTest {
  private static final String STORED = "{storage: file_storage}";
  private static final int STEPS = 600;

  @TempDir private Path directory;

  private final ProcessorStage<CumulativeToDeltaConfig> first =
      new ProcessorStage<>(new CumulativeToDeltaFactory());
  private final ProcessorStage<DeltaToCumulativeConfig> second =
      new ProcessorStage<>(new DeltaToCumulativeFactory());

  /** A source of one series of each kind, and what it has counted over all its lives. */
  private static final class Source {
    private final String name;
    private final List<Double> all = new ArrayList<>();
    private long whole;
    private double start;
    private long number;
    private List<Double> life = new ArrayList<>();
    private io.beltline.components.metrics.ExponentialHistogram exponential =
        new io.beltline.components.metrics.ExponentialHistogram(20);

    Source(String name) {
      this.name = name;
    }

    void count(Random random) {
      long more = random.nextInt(1000);
      number += more;
      whole += more;
      for (int i = random.nextInt(4); i > 0; i--) {
        double value = random.nextInt(9) == 0 ? 0 : Math.exp(random.nextDouble() * 12 - 4);
        all.add(value);
        life.add(value);
        exponential.add(value, 1);
      }
    }

    void beginAnew(double time) {
      start = time;
      number = 0;
      life = new ArrayList<>();
      exponential = new io.beltline.components.metrics.ExponentialHistogram(20);
    }

    Metric[] metrics(double time) {
      return new Metric[] {
        MetricRequests.sum(
            CUMULATIVE,
            MetricRequests.number(start, time)
                .addAttributes(attribute("source", name))
                .setAsInt(number)
                .build()),
        MetricRequests.histogram(CUMULATIVE, histogram(life, start, time)),
        MetricRequests.exponential(CUMULATIVE, exponential(time))
      };
    }

    private HistogramDataPoint histogram(List<Double> values, double from, double time) {
      long[] counts = new long[4]; // up to 1, 2, 3, more
      values.forEach(v -> counts[v <= 1 ? 0 : v <= 2 ? 1 : v <= 3 ? 2 : 3]++);
      return MetricRequests.histogram(from, time, counts)
          .addAttributes(attribute("source", name))
          .setSum(sum(values))
          .build();
    }

    private ExponentialHistogramDataPoint exponential(double time) {
      WireWriter out = new WireWriter();
      exponential.write(out);
      try {
        return ExponentialHistogramDataPoint.parseFrom(out.toSlice().toByteArray()).toBuilder()
            .setStartTimeUnixNano(at(start))
            .setTimeUnixNano(at(time))
            .addAttributes(attribute("source", name))
            .build();
      } catch (com.google.protobuf.InvalidProtocolBufferException broken) {
        throw new AssertionError(broken);
      }
    }
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void totalsStayTheSame(long seed) {
    Random random = new Random(seed);
    first.next.answering((context, telemetry) -> second.send(telemetry));
    restart(first, "first");
    restart(second, "second");
    List<Source> sources = List.of(new Source("a"), new Source("b"), new Source("c"));
    Metric[] late = {};
    for (int step = 1; step <= STEPS; step++) {
      Source source = sources.get(random.nextInt(sources.size()));
      switch (random.nextInt(20)) {
        case 0 -> source.beginAnew(step - 0.5);
        case 1 -> first.reload(STORED);
        case 2 -> second.reload("{storage: file_storage, max_stale: 1h}");
        case 3 -> restart(first, "first");
        case 4 -> restart(second, "second");
        case 5 -> assertThat(first.send(late).isAccepted()).isTrue();
        case 6 -> {
          second.next.answering(ConsumeResult.unavailable("later", null));
          first.send(source.metrics(step - 0.2));
          second.next.answering(ConsumeResult.accepted());
        }
        default -> {}
      }
      source.count(random);
      Metric[] metrics = source.metrics(step);
      assertThat(first.send(metrics).isAccepted()).isTrue();
      if (random.nextInt(3) == 0) {
        late = metrics;
      }
    }
    for (Source source : sources) {
      check(source);
    }
    assertThat(first.booked("limit") + first.booked("reset") + first.booked("initial")).isZero();
    assertThat(second.settings.ledger().booked()).isEmpty();
    assertThat(first.booked("out_of_order")).isPositive();
  }

  private void restart(ProcessorStage<?> stage, String name) {
    stage.boot(directory.resolve(name));
    stage.start(STORED);
  }

  private void check(Source source) {
    NumberDataPoint number = null;
    HistogramDataPoint histogram = null;
    ExponentialHistogramDataPoint exponential = null;
    for (Metric metric : all()) {
      for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
        number = point.getAttributes(0).toString().contains(source.name + "\"") ? point : number;
      }
      for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
        histogram =
            point.getAttributes(0).toString().contains(source.name + "\"") ? point : histogram;
      }
      for (ExponentialHistogramDataPoint point :
          metric.getExponentialHistogram().getDataPointsList()) {
        exponential =
            point.getAttributes(0).toString().contains(source.name + "\"") ? point : exponential;
      }
    }
    assertThat(number).isNotNull();
    assertThat(histogram).isNotNull();
    assertThat(exponential).isNotNull();
    assertThat(number.getAsInt()).isEqualTo(source.whole);
    assertThat(histogram.getBucketCountsList())
        .isEqualTo(source.histogram(source.all, 0, 1).getBucketCountsList());
    assertThat(histogram.getSum()).isCloseTo(sum(source.all), within(1e-6));
    assertThat(buckets(exponential)).isEqualTo(buckets(source.all, exponential.getScale()));
    assertThat(exponential.getZeroCount())
        .isEqualTo(source.all.stream().filter(value -> value == 0).count());
    assertThat(exponential.getSum()).isCloseTo(sum(source.all), within(1e-6));
  }

  private List<Metric> passed = List.of();

  private List<Metric> all() {
    List<Metric> fresh = second.sent();
    passed = fresh.isEmpty() ? passed : fresh;
    return passed;
  }

  private static Map<Long, Long> buckets(ExponentialHistogramDataPoint point) {
    Map<Long, Long> buckets = new TreeMap<>();
    long index = point.getPositive().getOffset();
    for (long count : point.getPositive().getBucketCountsList()) {
      if (count > 0) {
        buckets.put(index, count);
      }
      index++;
    }
    return buckets;
  }

  private static Map<Long, Long> buckets(List<Double> values, int scale) {
    Map<Long, Long> buckets = new TreeMap<>();
    for (double value : values) {
      if (value > 0) {
        buckets.merge(ExponentialScale.index(value, scale), 1L, Long::sum);
      }
    }
    return buckets;
  }
}
