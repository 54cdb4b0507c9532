package io.beltline.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Batching;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchProcessorTest {
  private final RecordingConsumer next = new RecordingConsumer();

  @Test
  void defaultsAreThoseOfTheCollector() {
    assertThat(Configs.bind(BatchProcessorConfig.class, ""))
        .isEqualTo(new BatchProcessorConfig(Duration.ofMillis(200), 8192, 0, List.of(), 1000));
  }

  @Test
  void requestsAreMarkedAndPassedOnUnchanged() {
    Telemetry span = Requests.span("[]");
    process(
        """
        timeout: 5s
        send_batch_size: 100
        send_batch_max_size: 200
        metadata_keys: [x-tenant]
        metadata_cardinality_limit: 7
        """,
        span);
    assertThat(next.received().getFirst().telemetry()).isSameAs(span);
    assertThat(next.received().getFirst().context().batching())
        .isEqualTo(new Batching("batch", Duration.ofSeconds(5), 100, 200, List.of("x-tenant"), 7));
  }

  @Test
  void withoutATimeoutOrSizeNothingWaits() {
    process("timeout: 0s\nsend_batch_max_size: 9000\n", Requests.span("[]"));
    process("send_batch_size: 0\n", Requests.span("[]"));
    assertThat(next.received())
        .extracting(received -> received.context().batching())
        .containsExactly(
            new Batching("batch", Duration.ZERO, 0, 9000, List.of(), 1000),
            new Batching("batch", Duration.ofMillis(200), 0, 0, List.of(), 1000));
  }

  @Test
  void theAnswerOfTheQueueIsTheAnswer() {
    ConsumeResult full = ConsumeResult.unavailable("queue full", null);
    next.answering(full);
    assertThat(process("", Requests.span("[]"))).isSameAs(full);
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(
            Configs.problems(
                BatchProcessorConfig.class,
                """
                timeout: -1s
                send_batch_size: -1
                send_batch_max_size: -1
                metadata_cardinality_limit: -1
                metadata_keys: [a, A]
                """))
        .extracting(problem -> problem.substring(0, problem.indexOf(": ", 3)))
        .containsExactlyInAnyOrder(
            "1: timeout",
            "2: send_batch_size",
            "3: send_batch_max_size",
            "4: metadata_cardinality_limit",
            "5: metadata_keys");
    assertThat(Configs.problems(BatchProcessorConfig.class, "send_batch_max_size: 8191"))
        .containsExactly("1: send_batch_max_size: must be 0 or at least send_batch_size (8192)");
  }

  private ConsumeResult process(String yaml, Telemetry telemetry) {
    return new BatchProcessorFactory()
        .create(
            TestSettings.of("batch").settings(),
            Configs.bind(BatchProcessorConfig.class, yaml),
            Signal.TRACES,
            next)
        .consume(Context.EMPTY, telemetry);
  }
}
