package io.beltline.receiver.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.intake.LineTransport;
import io.beltline.testkit.BoundYaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsdReceiverConfigTest {

  @Test
  void defaultsAreGos() {
    StatsdReceiverConfig config = BoundYaml.value(StatsdReceiverConfig.class, "{}");
    assertThat(config.place()).isEqualTo("localhost:8125");
    assertThat(config.transport()).isEqualTo(LineTransport.UDP);
    assertThat(config.aggregationInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.enableIpOnlyAggregation()).isFalse();
    assertThat(config.ignoreHost()).isFalse();
    assertThat(config.enableMetricType()).isFalse();
    assertThat(config.enableSimpleTags()).isFalse();
    assertThat(config.isMonotonicCounter()).isFalse();
    assertThat(config.counterType()).isEqualTo(CounterType.INT);
    assertThat(config.timerHistogramMapping())
        .extracting(MappingConfig::statsdType, MappingConfig::observerType)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(MappedType.TIMER, ObserverType.GAUGE),
            org.assertj.core.groups.Tuple.tuple(MappedType.HISTOGRAM, ObserverType.GAUGE),
            org.assertj.core.groups.Tuple.tuple(MappedType.DISTRIBUTION, ObserverType.GAUGE));
    assertThat(config.socketPermissions().bits()).isEqualTo(0622);
    assertThat(config.socketBufferSize()).isZero();
    assertThat(config.maxSeries()).isEqualTo(100_000);
    assertThat(config.maxSamples()).isEqualTo(1_000_000);
    assertThat(BoundYaml.value(StatsdReceiverConfig.class, "{transport: unixgram}").place())
        .isEqualTo("/var/run/statsd-receiver.sock");
  }

  @Test
  void allThatIsDocumentedBinds() {
    StatsdReceiverConfig config =
        BoundYaml.value(
            StatsdReceiverConfig.class,
            """
            endpoint: "localhost:12345"
            transport: "udp6"
            aggregation_interval: 70s
            enable_metric_type: true
            socket_permissions: 0660
            socket_buffer_size: 1000000
            counter_type: stochastic_int
            timer_histogram_mapping:
              - statsd_type: "histogram"
                observer_type: "gauge"
              - statsd_type: "timing"
                observer_type: "histogram"
                histogram:
                  max_size: 170
                  explicit_buckets:
                    - matcher_pattern: "foo.*"
                      buckets: [1, 10, 100]
                    - matcher_pattern: "bar.*"
                      buckets: [0.1, 0.5, 1]
              - statsd_type: "distribution"
                observer_type: "summary"
                summary:
                  percentiles: [0, 10, 50, 90, 95, 100]
            """);
    assertThat(config.socketPermissions().bits()).isEqualTo(0660);
    assertThat(SocketMode.parse("402").bits()).isEqualTo(0622);
    assertThat(SocketMode.parse("0o622").bits()).isEqualTo(0622);
    Observers observers = new Observers(config.timerHistogramMapping());
    assertThat(observers.of(SampleType.TIMING))
        .satisfies(
            timing -> {
              assertThat(timing.size()).isEqualTo(170);
              assertThat(timing.bounds("a.foo")).containsExactly(1, 10, 100);
              assertThat(timing.bounds("bar")).containsExactly(0.1, 0.5, 1);
              assertThat(timing.bounds("other")).isNull();
            });
    assertThat(observers.of(SampleType.HISTOGRAM).type()).isEqualTo(ObserverType.GAUGE);
    assertThat(observers.of(SampleType.DISTRIBUTION).type()).isEqualTo(ObserverType.SUMMARY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint: x|endpoint: \"x\" is no address|1:12",
        "transport: sctp|transport|1:13",
        "aggregation_interval: 0s|aggregation_interval: must be positive|1:24",
        "counter_type: double|counter_type|1:16",
        "socket_permissions: rw|\"rw\" is no file mode|1:22",
        "socket_permissions: 01777|\"01777\" is no file mode|1:22",
        "socket_buffer_size: -1|socket_buffer_size: -1 is negative|1:22",
        "max_series: 0|max_series: 0 is too few|1:14",
        "max_samples: 0|max_samples: 0 is too few|1:15",
        "timer_histogram_mapping: [{observer_type: gauge}]|statsd_type: must be written|1:28",
        "timer_histogram_mapping: [{statsd_type: timer}]|observer_type: must be written|1:28",
        "timer_histogram_mapping: [{statsd_type: counter, observer_type: gauge}]|statsd_type|1:42",
        "timer_histogram_mapping: [{statsd_type: timer, observer_type: sum}]|observer_type|1:64",
        "timer_histogram_mapping: [{statsd_type: timer, observer_type: histogram, histogram:"
            + " {max_size: 1}}]|max_size: 1 is out of range|1:97",
        "timer_histogram_mapping: [{statsd_type: timer, observer_type: gauge, histogram:"
            + " {max_size: 5}}]|histogram: has no effect here|1:71",
        "timer_histogram_mapping: [{statsd_type: timer, observer_type: summary, summary:"
            + " {percentiles: [101]}}]|percentiles: 101.0 is out of range|1:83",
        "timer_histogram_mapping: [{statsd_type: timer, observer_type: gauge, summary:"
            + " {percentiles: [1]}}]|summary: has no effect here|1:71",
        "timer_histogram_mapping: [{statsd_type: timer, observer_type: histogram, histogram:"
            + " {explicit_buckets: [{buckets: [1]}]}}]|matcher_pattern: must be written|1:106",
        "timer_histogram_mapping: [{statsd_type: timer, observer_type: histogram, histogram:"
            + " {explicit_buckets: [{matcher_pattern: a}]}}]|buckets: must not be empty|1:106",
        "timer_histogram_mapping: [{statsd_type: timer, observer_type: histogram, histogram:"
            + " {explicit_buckets: [{matcher_pattern: a, buckets: [2, 1]}]}}]|not in"
            + " ascending|1:127",
        "timer_histogram_mapping: [{statsd_type: timer, observer_type: histogram, histogram:"
            + " {explicit_buckets: [{matcher_pattern: '(', buckets: [1]}]}}]|matcher_pattern|1:124",
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String words, String place) {
    assertThat(BoundYaml.problems(StatsdReceiverConfig.class, "{" + yaml + "}\n"))
        .anySatisfy(problem -> assertThat(problem).contains(words).contains(":" + place));
  }
}
