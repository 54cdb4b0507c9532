package io.beltline.processor.memorylimiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryLimiterProcessorTest {
  private static final long BUDGET = 1000;
  // resource_logs { scope_logs { log_records {} } }
  private static final Telemetry ONE_LOG =
      new Logs(Payload.of(new byte[] {0x0a, 4, 0x12, 2, 0x12, 0}));

  private final TestSettings settings = TestSettings.of("memory_limiter");
  private final FakeClock clock = new FakeClock();
  private final TestHost host = new TestHost(clock);
  private final RecordingConsumer next = new RecordingConsumer();
  private final MemoryLimiterProcessor limiter =
      new MemoryLimiterProcessor(settings.settings(), BUDGET, Signal.LOGS, next);

  MemoryLimiterProcessorTest() {
    limiter.start(host);
  }

  @Test
  void passesWithinTheBudget() {
    host.memory().acquire(BUDGET);

    assertThat(limiter.consume(Context.EMPTY, ONE_LOG).isAccepted()).isTrue();

    assertThat(next.items()).isEqualTo(1);
    assertThat(counted("accepted")).isEqualTo(1);
    assertThat(counted("refused")).isZero();
  }

  @Test
  void refusesAboveTheBudgetSoThatTheSenderComesBack() {
    host.memory().acquire(BUDGET + 1);

    ConsumeResult result = limiter.consume(Context.EMPTY, ONE_LOG);

    assertThat(result)
        .isInstanceOfSatisfying(
            ConsumeResult.Retryable.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(Status.UNAVAILABLE);
              assertThat(refusal.retryAfter()).isPositive();
            });
    assertThat(next.received()).isEmpty();
    assertThat(counted("refused")).isEqualTo(1);
  }

  @Test
  void takesAgainWhenBytesWereGivenBack() {
    host.memory().acquire(BUDGET + 1);
    limiter.consume(Context.EMPTY, ONE_LOG);
    host.memory().release(1);

    assertThat(limiter.consume(Context.EMPTY, ONE_LOG).isAccepted()).isTrue();
  }

  @Test
  void senders_wait_longer_the_longer_it_lasts() {
    host.memory().acquire(BUDGET + 1);
    assertThat(retryAfter()).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(4));
    assertThat(retryAfter()).isEqualTo(Duration.ofSeconds(4));
  }

  private Duration retryAfter() {
    return limiter.consume(Context.EMPTY, ONE_LOG)
            instanceof ConsumeResult.Retryable(Status _, String _, Duration wait)
        ? wait
        : Duration.ZERO;
  }

  private long counted(String outcome) {
    return settings
        .meter()
        .count(
            "otelcol_processor_" + outcome + "_log_records", Map.of("processor", "memory_limiter"));
  }
}
