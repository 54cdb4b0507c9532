package io.beltline.processor.interval;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.attribute;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.extension.Configs;
import io.beltline.processor.MetricRequests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is held goes in parts, and a part that is refused takes no other with it. */
class IntervalPartsTest {
  private static final ConsumeResult REFUSED =
      new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never");
  private static final ConsumeResult BUSY = ConsumeResult.unavailable("later", null);

  private final FakeClock clock = new FakeClock();
  private final TestSettings settings = TestSettings.of("interval");
  private final List<String> arrived = new ArrayList<>();
  private int calls;

  private IntervalProcessor answering(Function<List<String>, ConsumeResult> answers) {
    IntervalProcessor processor =
        new IntervalProcessor(
            settings.settings(),
            Configs.bind(IntervalConfig.class, "{}"),
            (context, telemetry) -> {
              calls++;
              List<String> series =
                  MetricRequests.metrics(telemetry).stream()
                      .flatMap(metric -> metric.getSum().getDataPointsList().stream())
                      .map(point -> point.getAttributes(0).getValue().getStringValue())
                      .toList();
              ConsumeResult result = answers.apply(series);
              if (result.isAccepted()) {
                arrived.addAll(series);
              }
              return result;
            });
    processor.start(new TestHost(clock));
    return processor;
  }

  private void hold(IntervalProcessor processor, String... series) {
    List<NumberDataPoint> points = new ArrayList<>();
    for (String name : series) {
      points.add(number(0, 1).addAttributes(attribute("s", name)).setAsInt(1).build());
    }
    Metric metric = sum(CUMULATIVE, points.toArray(new NumberDataPoint[0]));
    processor.consume(Context.EMPTY, MetricRequests.of(metric));
  }

  private void interval() {
    clock.advance(Duration.ofSeconds(60));
    clock.awaitPending(1);
  }

  private long booked(String what) {
    return settings.ledger().booked().getOrDefault(what, 0L);
  }

  private static String[] names(int count) {
    String[] series = new String[count];
    for (int i = 0; i < count; i++) {
      series[i] = "s" + i;
    }
    return series;
  }

  @Test
  void aPartThatIsRefusedIsLostAndTakesNoOtherWithIt() {
    IntervalProcessor processor =
        answering(series -> series.contains("s9000") ? REFUSED : ConsumeResult.accepted());
    hold(processor, names(20_000));
    interval();
    assertThat(arrived).hasSize(20_000 - 8192);
    assertThat(booked("dropped{refused}")).isEqualTo(8192);
    assertThat(booked("held")).isZero();
  }

  @Test
  void whatOneOfTwoDestinationsRefusesTheOtherHasOnce() {
    List<String> other = new ArrayList<>();
    IntervalProcessor processor =
        answering(
            series -> {
              other.addAll(series); // takes it, whatever the one that answers says
              return series.size() > 2 ? REFUSED : ConsumeResult.accepted();
            });
    hold(processor, "a", "b", "c");
    interval();
    assertThat(other).containsExactly("a", "b", "c");
    assertThat(booked("dropped{refused}")).isEqualTo(3);
  }

  @Test
  void whatComesAfterABusyAnswerWaits() {
    IntervalProcessor processor = answering(series -> calls == 2 ? BUSY : ConsumeResult.accepted());
    hold(processor, names(20_000));
    interval();
    assertThat(arrived).hasSize(8192);
    assertThat(booked("held")).isEqualTo(20_000 - 8192);
    interval();
    assertThat(arrived).containsExactly(names(20_000));
    assertThat(booked("held")).isZero();
  }

  @Test
  void aPartHasALimitOfPoints() {
    IntervalProcessor processor = answering(series -> ConsumeResult.accepted());
    hold(processor, names(20_000));
    interval();
    assertThat(arrived).containsExactly(names(20_000));
    assertThat(calls).isEqualTo(3);
  }
}
