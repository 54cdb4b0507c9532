package io.beltline.processor.cumulativetodelta;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.components.match.MatchConfig.MatchType;
import io.beltline.extension.Configs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CumulativeToDeltaConfigTest {
  @Test
  void defaults() {
    var config = Configs.bind(CumulativeToDeltaConfig.class, "{}");
    assertThat(config.maxStaleness()).isEqualTo(Duration.ofHours(1));
    assertThat(config.initialValue()).isEqualTo(InitialValue.AUTO);
    assertThat(config.maxStreams()).isEqualTo(1_000_000);
    assertThat(config.storage()).isNull();
    for (MetricChoiceConfig choice : List.of(config.include(), config.exclude())) {
      assertThat(choice.matchType()).isNull();
      assertThat(choice.metrics()).isEmpty();
      assertThat(choice.metricTypes()).isEmpty();
      assertThat(choice.regexp().cacheenabled()).isFalse();
      assertThat(choice.regexp().cachemaxnumentries()).isZero();
    }
    assertThat(new CumulativeToDeltaFactory().aliases()).containsExactly("cumulativetodelta");
  }

  @Test
  void everyKey() {
    var config =
        Configs.bind(
            CumulativeToDeltaConfig.class,
            """
            max_staleness: 0s
            initial_value: keep
            include: {match_type: regexp, metrics: [a, '^b'], metric_types: [Sum], regexp: {cacheenabled: true}}
            exclude: {match_type: strict, metrics: [c], metric_types: [exponentialHistogram]}
            max_streams: 7
            storage: file_storage/a
            """);
    assertThat(config.maxStaleness()).isZero();
    assertThat(config.initialValue()).isEqualTo(InitialValue.KEEP);
    assertThat(config.include().matchType()).isEqualTo(MatchType.REGEXP);
    assertThat(config.exclude().metrics()).containsExactly("c");
    assertThat(config.series().limit()).isEqualTo(7);
    assertThat(config.series().storage()).isEqualTo(ComponentId.parse("file_storage/a"));
  }

  private static List<String> problems(String yaml) {
    return Configs.problems(CumulativeToDeltaConfig.class, yaml);
  }

  @Test
  void problems() {
    assertThat(problems("max_staleness: -1s\nmax_streams: 0\n"))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("1: max_staleness: must not be negative"),
            p -> assertThat(p).startsWith("2: max_streams: must be 1 or more"));
    assertThat(problems("\ninitial_value: maybe"))
        .singleElement()
        .asString()
        .startsWith("2: initial_value: ")
        .contains("auto, keep, drop");
    assertThat(
            problems(
                """
                include:
                  metrics: [a]
                  metric_types: [gauge]
                exclude:
                  match_type: regexp
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("1: include::match_type: must be given"),
            p -> assertThat(p).startsWith("3: include::metric_types::0: \"gauge\" is no type"),
            p -> assertThat(p).startsWith("4: exclude::metrics: must be given"));
    assertThat(problems("exclude: {match_type: regexp, metrics: ['(']}"))
        .singleElement()
        .asString()
        .contains("exclude::metrics::0: \"(\" is no regular expression");
  }
}
