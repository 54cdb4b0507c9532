package io.beltline.processor.groupbytrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What users write. */
class GroupByTraceConfigTest {
  @Test
  void defaults() {
    assertThat(Configs.bind(GroupByTraceConfig.class, "{}"))
        .isEqualTo(new GroupByTraceConfig(1_000_000, 1, Duration.ofSeconds(1), false, false));
    assertThat(new GroupByTraceFactory().aliases()).containsExactly("groupbytrace");
  }

  @Test
  void problems() {
    assertThat(
            Configs.problems(
                GroupByTraceConfig.class,
                """
                num_traces: 0
                num_workers: 0
                wait_duration: -1s
                discard_orphans: true
                store_on_disk: true
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("1: num_traces: must be 1 or more"),
            p -> assertThat(p).startsWith("2: num_workers: must be 1 or more"),
            p -> assertThat(p).startsWith("3: wait_duration: must not be negative"),
            p -> assertThat(p).startsWith("4: discard_orphans: is not supported"),
            p -> assertThat(p).startsWith("5: store_on_disk: is not supported"));
  }
}
