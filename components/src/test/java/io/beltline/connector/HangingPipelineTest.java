package io.beltline.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.PipelineId;
import io.beltline.connector.servicegraph.ServiceGraphConnectorFactory;
import io.beltline.connector.spanmetrics.SpanMetricsConnectorFactory;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connectors that send at their own times end while what they sent is not answered. */
class HangingPipelineTest {
  private final FakeClock clock = new FakeClock();
  private final TestHost host = new TestHost(clock);
  private final CountDownLatch called = new CountDownLatch(1);
  private final CompletableFuture<ConsumeResult> answer = new CompletableFuture<>();

  private final class Hanging implements ConnectorOutputs {
    @Override
    public Map<PipelineId, Consumer> pipelines(Signal signal) {
      return Map.of(new PipelineId(signal, ""), all(signal));
    }

    @Override
    public Consumer all(Signal signal) {
      return (_, _) -> {
        called.countDown();
        return answer.join();
      };
    }
  }

  static Stream<ConnectorFactory<?>> connectors() {
    return Stream.of(new SpanMetricsConnectorFactory(), new ServiceGraphConnectorFactory());
  }

  private <C extends Record> Connector create(ConnectorFactory<C> factory) {
    return factory.create(
        TestSettings.of(factory.type()).settings(),
        Configs.bind(factory.configType(), ""),
        new Hanging());
  }

  private static CompletableFuture<Void> aside(Runnable work) {
    return CompletableFuture.runAsync(work, Thread::startVirtualThread);
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void theEndIsAtTheDeadlineAndWhatIsCountedIsLeft(ConnectorFactory<?> factory) throws Exception {
    Connector connector = create(factory);
    connector.start(host);
    connector.consume(Context.EMPTY, Spans.of("shop", "GET", 5));
    CompletableFuture<Void> tick = aside(() -> clock.advance(Duration.ofMinutes(2)));
    called.await();
    aside(() -> connector.shutdown(Deadline.in(clock, Duration.ZERO))).get(10, TimeUnit.SECONDS);
    assertThat(host.handedOver(Object.class)).isPresent();
    answer.complete(ConsumeResult.accepted());
    tick.join();
    assertThat(clock.pending()).isZero();
  }
}
