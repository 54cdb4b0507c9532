package io.beltline.processor.memorylimiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryLimiterConfigTest {

  @Test
  void defaultsAreThoseOfTheCollector() {
    assertThat(bind("check_interval: 1s\nlimit_mib: 100\n"))
        .isEqualTo(
            new MemoryLimiterConfig(
                Duration.ofSeconds(1),
                100,
                0,
                0,
                0,
                Duration.ofSeconds(10),
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30)));
  }

  @Test
  void withoutALimitOrIntervalItIsRefused() {
    assertThat(places("")).containsExactlyInAnyOrder("0: check_interval", "0: ");
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(
            places(
                """
                check_interval: 0s
                limit_mib: 100
                spike_limit_mib: 100
                limit_percentage: 101
                spike_limit_percentage: -1
                min_gc_interval_when_soft_limited: 1s
                min_gc_interval_when_hard_limited: 40s
                max_gc_interval_when_soft_limited: -1s
                """))
        .containsExactlyInAnyOrder(
            "1: check_interval",
            "3: spike_limit_mib",
            "4: limit_percentage",
            "5: spike_limit_percentage",
            "6: min_gc_interval_when_soft_limited",
            "8: max_gc_interval_when_soft_limited",
            "1: max_gc_interval_when_hard_limited");
    assertThat(
            places(
                """
                check_interval: 1s
                limit_percentage: 50
                spike_limit_percentage: 50
                max_gc_interval_when_soft_limited: 20s
                """))
        .containsExactlyInAnyOrder(
            "3: spike_limit_percentage", "4: max_gc_interval_when_soft_limited");
  }

  @Test
  void theSpikeIsAFifthUnlessItIsGiven() {
    assertThat(bind("check_interval: 1s\nlimit_mib: 100\n").softLimitBytes(0)).isEqualTo(80L << 20);
    assertThat(bind("check_interval: 1s\nlimit_mib: 100\nspike_limit_mib: 30\n").softLimitBytes(0))
        .isEqualTo(70L << 20);
    assertThat(bind("check_interval: 1s\nlimit_percentage: 50\n").softLimitBytes(1000))
        .isEqualTo(400);
    assertThat(
            bind("check_interval: 1s\nlimit_percentage: 50\nspike_limit_percentage: 30\n")
                .softLimitBytes(1000))
        .isEqualTo(200);
    assertThat(
            bind("check_interval: 1s\nlimit_mib: 100\nlimit_percentage: 50\n").softLimitBytes(1000))
        .isEqualTo(80L << 20);
  }

  @Test
  void theProcessIsSizedByTheLimitAndTelemetryGetsAPartOfIt() {
    MemoryLimiterConfig large = bind("check_interval: 1s\nlimit_mib: 1000\nlimit_percentage: 9\n");
    assertThat(large.processBytes(0)).isEqualTo(1000L << 20);
    assertThat(large.budgetBytes(0)).isEqualTo((800L - 160) / 2 << 20);
    MemoryLimiterConfig small = bind("check_interval: 1s\nlimit_percentage: 50\n");
    assertThat(small.processBytes(200L << 20)).isEqualTo(100L << 20);
    assertThat(small.budgetBytes(200L << 20)).isEqualTo(16L << 20);
  }

  private static MemoryLimiterConfig bind(String yaml) {
    return Configs.bind(MemoryLimiterConfig.class, yaml);
  }

  private static List<String> places(String yaml) {
    return Configs.problems(MemoryLimiterConfig.class, yaml).stream()
        .map(problem -> problem.substring(0, problem.indexOf(": ", 3)))
        .toList();
  }
}
