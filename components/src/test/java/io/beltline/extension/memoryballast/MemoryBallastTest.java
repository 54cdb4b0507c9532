package io.beltline.extension.memoryballast;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.extension.Configs;
import io.beltline.extension.HandClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MemoryBallastTest {

  @Test
  void oldKeysAreAcceptedAndExplained() {
    MemoryBallastConfig config =
        Configs.bind(MemoryBallastConfig.class, "{size_mib: 1000, size_in_percentage: 20}");
    MemoryBallastFactory factory = new MemoryBallastFactory();
    Extension ballast = factory.create(TestSettings.of("memory_ballast").settings(), config);
    HandClock clock = new HandClock();
    ballast.start(new TestHost(clock));
    ballast.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    assertThat(factory.notice()).contains("does nothing").contains("memory_limiter");
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(Configs.problems(MemoryBallastConfig.class, "size_mib: -1\nsize_in_percentage: 101"))
        .containsExactly(
            "1: size_mib: -1 is negative (expected: 0 or more)",
            "2: size_in_percentage: 101 is no percentage (expected: 0 to 100)");
  }
}
