package io.beltline.receiver.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Admission;
import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Deadline;
import io.beltline.components.intake.LogRig;
import io.beltline.components.intake.MetricRig;
import io.beltline.components.otlp.Peak;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines on real sockets, and what an interval of them becomes. */
class StatsdReceiverTest {
  private static final String BEGIN = "1767225600000000000";
  private static final String END = "1767225660000000000";
  private static final String TIMES = " startTimeUnixNano=" + BEGIN + " timeUnixNano=" + END;

  private static final String YAML = "{endpoint: '127.0.0.1:0', ignore_host: true}";

  private final FakeClock clock = new FakeClock();
  private long read;

  private MetricRig start(String keys) {
    return Measured.start(keys, clock, Admission.UNLIMITED);
  }

  private static int port(MetricRig rig) {
    return Measured.port(rig);
  }

  private void send(MetricRig rig, String... lines) {
    LogRig.udp(port(rig), String.join("\n", lines));
    read += Arrays.stream(lines).filter(line -> !line.isBlank()).count();
    rig.awaitRead("udp", read);
    // the line that was read last is taken under the lock that the flush takes
  }

  private List<String> interval(MetricRig rig) {
    return Measured.interval(rig, clock);
  }

  @Test
  void countersAddUpAndAreDeltas() {
    try (MetricRig rig = start(", is_monotonic_counter: true")) {
      send(rig, "a:3000|c|#k:v", "a:20|c|@0.25|#k:v", "a:1|c", "b:-2|c", "f:0.9|c", "f:1.9|c");
      settle(rig, "f");
      assertThat(interval(rig))
          .containsExactly(
              "a sum delta monotonic {k=v} asInt=3080" + TIMES,
              "a sum delta monotonic {} asInt=1" + TIMES,
              "b sum delta monotonic {} asInt=-2" + TIMES,
              "f sum delta monotonic {} asInt=1" + TIMES,
              "settled.f gauge {} asDouble=0.0 timeUnixNano=" + BEGIN);
      assertThat(interval(rig)).isEmpty();
    }
  }

  /** Waits until all lines before were taken: one worker takes them in order. */
  private void settle(MetricRig rig, String name) {
    send(rig, "settled." + name + ":0|g");
    send(rig, "end:x|c");
    while (rig.dropped("malformed") == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void countersMayKeepTheirFractions() {
    try (MetricRig rig = start(", counter_type: float")) {
      send(rig, "f:0.5|c", "f:0.25|c", "f:1|c|@0.4");
      settle(rig, "f");
      assertThat(interval(rig)).contains("f sum delta {} asDouble=3.25" + TIMES);
    }
    read = 0;
    try (MetricRig rig = start(", counter_type: stochastic_int")) {
      String[] lines = new String[1000];
      Arrays.fill(lines, "f:2.5|c");
      send(rig, lines);
      settle(rig, "f");
      String line = interval(rig).getFirst();
      assertThat(Long.parseLong(line.replaceAll(".*asInt=(\\d+).*", "$1"))).isBetween(2300L, 2700L);
    }
  }

  @Test
  void gaugesAreSetAndChangedAlsoOverIntervals() {
    try (MetricRig rig = start("")) {
      send(rig, "g:500|g", "g:400|g", "h:500|g", "h:+2|g", "h:-1|g", "t:7|g|T1700000000");
      settle(rig, "g");
      assertThat(interval(rig))
          .contains(
              "g gauge {} asDouble=400.0 timeUnixNano=" + BEGIN,
              "h gauge {} asDouble=501.0 timeUnixNano=" + BEGIN,
              "t gauge {} asDouble=7.0 timeUnixNano=1700000000000000000");
      send(rig, "h:+9|g", "n:-3|g");
      settle(rig, "n");
      assertThat(interval(rig))
          .contains(
              "h gauge {} asDouble=510.0 timeUnixNano=" + END,
              "n gauge {} asDouble=-3.0 timeUnixNano=" + END);
    }
  }

  @Test
  void timersAreSinglePointsUnlessSomethingElseIsChosen() {
    try (MetricRig rig = start("")) {
      send(rig, "t:320|ms", "t:320|ms|@0.1", "t:1:2|h", "d:5|d|#a:b");
      settle(rig, "t");
      assertThat(interval(rig))
          .containsExactly(
              "d gauge {a=b} asDouble=5.0 timeUnixNano=" + BEGIN,
              "settled.t gauge {} asDouble=0.0 timeUnixNano=" + BEGIN,
              "t gauge {} asDouble=1.0 timeUnixNano=" + BEGIN,
              "t gauge {} asDouble=2.0 timeUnixNano=" + BEGIN,
              "t gauge {} asDouble=320.0 timeUnixNano=" + BEGIN,
              "t gauge {} asDouble=320.0 timeUnixNano=" + BEGIN);
    }
  }

  @Test
  void summariesTellQuantilesByWeight() {
    String mapping = ", timer_histogram_mapping: [{statsd_type: timer, observer_type: summary}]";
    try (MetricRig rig = start(mapping)) {
      send(rig, "t:3|ms", "t:1|ms", "t:2|ms|@0.125", "h:1|h");
      settle(rig, "t");
      assertThat(interval(rig).getLast())
          .startsWith("t summary {} count=10 quantileValues=")
          .contains(
              "{value=1.0}",
              "{quantile=0.1,value=1.0}",
              "{quantile=0.5,value=2.0}",
              "{quantile=0.9,value=2.0}",
              "{quantile=0.95,value=3.0}",
              "{quantile=1.0,value=3.0}")
          .endsWith(TIMES.replace(" timeUnix", " sum=20.0 timeUnix"));
      assertThat(rig.dropped("disabled")).isEqualTo(1);
    }
  }

  @Test
  void histogramsAreExponentialOrHaveBounds() {
    String mapping =
        """
        , timer_histogram_mapping: [{statsd_type: timing, observer_type: histogram, histogram:
          {max_size: 4, explicit_buckets: [{matcher_pattern: '^foo', buckets: [1, 10]}]}}]
        """;
    try (MetricRig rig = start(mapping)) {
      send(rig, "foo.x:1|ms", "foo.x:5|ms|@0.5", "foo.x:50|ms", "e:1|ms", "e:4|ms", "e:-2|ms");
      send(rig, "e:0|ms");
      settle(rig, "h");
      assertThat(interval(rig))
          .contains(
              "foo.x histogram delta {} bucketCounts=[1,2,1] count=4 explicitBounds=[1.0,10.0]"
                  + " max=50.0 min=1.0"
                  + TIMES.replace(" timeUnix", " sum=61.0 timeUnix"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("e exponentialHistogram delta {} count=4 max=4.0 min=-2.0")
                      .contains("sum=3.0", "zeroCount=1", "negative={bucketCounts=[1]"));
    }
  }

  @Test
  void tagsBecomeAttributes() {
    try (MetricRig rig = start(", enable_metric_type: true, enable_simple_tags: true")) {
      send(rig, "a:1|c|#b:2,,a:x:y,simple|c:ci-7|e:it-false|card:low", "a:1|d|#");
      settle(rig, "t");
      assertThat(interval(rig))
          .contains(
              "a sum delta {a=x:y, b=2, container.id=ci-7, metric_type=counter, simple=} asInt=1"
                  + TIMES,
              "a gauge {metric_type=distribution} asDouble=1.0 timeUnixNano=" + BEGIN);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "no colon|c;malformed",
        "a:1;malformed",
        ":1|c;malformed",
        "a:|c;malformed",
        "a:1|x;unsupported_type",
        "a:1|s;unsupported_type",
        "a:NaN|c;not_finite",
        "a:+Inf|g;not_finite",
        "a:1|c|@x;malformed",
        "a:1|c|#simple;malformed",
        "a:1|c|#:v;malformed",
        "a:1|h|T1;malformed",
        "a:1|c|Tx;malformed",
        "a:1|c|?;malformed",
      })
  void whatIsNoMeasurementIsCountedWithTheReason(String line, String reason) {
    try (MetricRig rig = start("")) {
      send(rig, line);
      while (rig.dropped(reason) == 0) {
        Thread.onSpinWait();
      }
      assertThat(
              rig.settings
                  .meter()
                  .count(
                      "otelcol_receiver_received_statsd_metrics", Map.of("parse_success", "false")))
          .isEqualTo(1);
      assertThat(interval(rig)).isEmpty();
    }
  }

  @Test
  void sourcesAreApartUnlessTheyAreToBeOne() {
    for (String keys : List.of("", ", enable_ip_only_aggregation: true")) {
      String yaml = "{endpoint: '127.0.0.1:0'" + keys + "}";
      try (MetricRig rig =
          MetricRig.start(new StatsdReceiverFactory(), yaml, clock, Admission.UNLIMITED)) {
        LogRig.udp(port(rig), "a:1|c");
        LogRig.udp(port(rig), "a:1|c");
        rig.awaitRead("udp", 2);
        LogRig.udp(port(rig), "bad");
        while (rig.dropped("malformed") == 0) {
          Thread.onSpinWait();
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(rig.next.received()).hasSize(keys.isEmpty() ? 2 : 1);
        assertThat(rig.next.received().getFirst().context().client().address())
            .matches(keys.isEmpty() ? "127.0.0.1:\\d+" : "127.0.0.1");
        assertThat(rig.next.received().getFirst().context().client().transport()).isEqualTo("udp");
      }
    }
  }

  @Test
  void furtherSeriesAndSamplesThanThereMayBeAreCounted() {
    String mapping =
        ", max_series: 2, max_samples: 3, timer_histogram_mapping: [{statsd_type: timer,"
            + " observer_type: gauge}, {statsd_type: histogram, observer_type: summary}]";
    try (MetricRig rig = start(mapping)) {
      send(rig, "a:1|c", "b:1|h", "c:1|g", "a:1|c", "t:1|ms", "t:2|ms", "t:3|ms", "b:2:3|h");
      settle(rig, "z");
      assertThat(interval(rig)).hasSize(4);
      assertThat(rig.dropped("too_many_series")).isEqualTo(2);
      assertThat(rig.dropped("too_many_samples")).isEqualTo(3);
      send(rig, "c:1|g");
      send(rig, "end:x|c");
      while (rig.dropped("malformed") < 2) {
        Thread.onSpinWait();
      }
      assertThat(interval(rig)).hasSize(1);
    }
  }

  @Test
  void linesOverTcpMayComeInPieces() {
    try (MetricRig rig = start(", transport: tcp")) {
      LogRig.tcp(port(rig), "a:1|", "c\r\n\na:2|c\nb", ":3|g");
      rig.awaitRead("tcp", 3);
      LogRig.tcp(port(rig), "x".repeat(70_000), "y\na:4|c\n");
      rig.awaitRead("tcp", 4);
      LogRig.tcp(port(rig), "bad\n");
      while (rig.dropped("malformed") == 0) {
        Thread.onSpinWait();
      }
      assertThat(interval(rig))
          .containsExactly(
              "a sum delta {} asInt=7" + TIMES, "b gauge {} asDouble=3.0 timeUnixNano=" + BEGIN);
      assertThat(rig.dropped("too_long")).isEqualTo(1);
    }
  }

  @Test
  void whatIsRefusedForATimeIsKeptAndTheEndHandsOnTheRest() {
    MetricRig rig = start("");
    rig.next.answering(ConsumeResult.unavailable("later", Duration.ofSeconds(5)));
    send(rig, "a:1|c");
    settle(rig, "a");
    clock.advance(Duration.ofMinutes(1));
    send(rig, "a:10|c");
    rig.next.answering(ConsumeResult.accepted());
    clock.advance(Duration.ofSeconds(30));
    rig.await(2);
    rig.close();
    assertThat(rig.points().toString()).contains("asInt=1 ", "asInt=10 ");
    assertThat(rig.dropped("shutdown")).isZero();
  }

  @Test
  void whatTheDeadlineLeavesNoTimeForIsCounted() {
    MetricRig rig = start("");
    rig.next.answering(ConsumeResult.unavailable("later", Duration.ofSeconds(5)));
    send(rig, "a:1|c", "b:1|c");
    settle(rig, "a");
    clock.advance(Duration.ofMinutes(1));
    rig.awaitHeld();
    send(rig, "a:10|c", "end:x|c");
    while (rig.dropped("malformed") < 2) {
      Thread.onSpinWait();
    }
    rig.receiver().shutdown(Deadline.in(RealClock.INSTANCE, Duration.ZERO));
    assertThat(rig.dropped("shutdown")).isEqualTo(4);
  }

  @Test
  void gaugesAreHandedOverToTheReceiverThatTakesThePlace() {
    Peak room = new Peak(1 << 20);
    TestHost host = new TestHost(clock);
    MetricRig first = MetricRig.start(new StatsdReceiverFactory(), YAML, host, room);
    send(first, "old:5|g", "g:1|g");
    settle(first, "x");
    interval(first);
    send(first, "g:7|g");
    first.close();
    assertThat(room.held()).isZero();

    try (MetricRig other = start(", transport: tcp")) {
      String inUse = YAML.replace(":0'", ":" + port(other) + "', transport: tcp");
      assertThatThrownBy(() -> MetricRig.start(new StatsdReceiverFactory(), inUse, host, room))
          .isInstanceOf(ComponentException.class);
    }
    assertThat(room.held()).isZero();

    read = 0;
    try (MetricRig next = MetricRig.start(new StatsdReceiverFactory(), YAML, host, room)) {
      send(next, "g:+1|g", "old:-2|g");
      settle(next, "x");
      assertThat(interval(next))
          .anyMatch(point -> point.startsWith("g gauge {} asDouble=8.0"))
          .anyMatch(point -> point.startsWith("old gauge {} asDouble=3.0"));
    }
    assertThat(room.held()).isZero();
  }

  @Test
  void ofSeveralValuesThoseWithoutAPlaceAreCounted() {
    try (MetricRig rig = start(", max_samples: 3")) {
      send(rig, "t:1:2:3:4:5|ms");
      settle(rig, "t");
      assertThat(interval(rig)).hasSize(4);
      assertThat(rig.dropped("too_many_samples")).isEqualTo(2);
    }
  }

  @Test
  void singlePointsAreNotKeptWhenThereAreMany() {
    try (MetricRig rig =
        MetricRig.start(
            new StatsdReceiverFactory(),
            "{endpoint: '127.0.0.1:0', transport: tcp, ignore_host: true}",
            RealClock.INSTANCE,
            Admission.UNLIMITED)) {
      int lines = 40_000;
      LogRig.tcp(port(rig), "some.timer:12.5|ms|#service:shop,host:a\n".repeat(lines));
      rig.awaitRead("tcp", lines);
      rig.await(10_000); // long before the interval ends
    }
  }
}
