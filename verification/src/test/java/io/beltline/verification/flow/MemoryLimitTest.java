package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With memory_limiter, what the process holds stays within its budget, and nobody is lied to. */
class MemoryLimitTest {
  private static final int PER_REQUEST = 4;
  private static final int BODY = 1_000_000;
  private static final int OVERHEAD = 200; // of a record and its share of the request
  private static final int REQUESTS = 60;
  private static final int CLIENTS = 12;
  private static final long BUDGET = 64L << 20; // half of limit less spike less the runtime
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {%1$s: {endpoint: '127.0.0.1:%2$d'}}}
      processors:
        memory_limiter: {check_interval: 1s, limit_mib: 320, spike_limit_mib: 32}
        batch: {timeout: 10ms}
      exporters:
        %3$s:
          endpoint: '%4$s'
          tls: {insecure: true}
          timeout: 60s
          compression: none
          sending_queue: {queue_size: 100000, num_consumers: 2}
          retry_on_failure: {initial_interval: 5ms, max_interval: 50ms, max_elapsed_time: 0s}
      service:
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], processors: [memory_limiter, batch], exporters: [%3$s]}
      """;

  @ParameterizedTest
  @EnumSource
  void holds_no_more_than_its_budget_while_the_backend_stands_still(Protocol protocol)
      throws Exception {
    int port = Ports.free(1)[0];
    CountDownLatch healed = new CountDownLatch(1);
    AtomicLong most = new AtomicLong();
    try (Backend backend =
            Backend.start(
                protocol,
                PER_REQUEST * REQUESTS * 2,
                numbers -> {
                  healed.await();
                  return Backend.Answer.TAKEN;
                });
        InProcess collector =
            InProcess.start(
                CONFIG.formatted(
                    protocol.key(), port, protocol.exporter(), protocol.endpoint(backend.port())));
        Sender sender = Sender.to(protocol, port)) {
      Load load = new Load(sender, PER_REQUEST, BODY, false);
      Load.Running running = load.start(CLIENTS, request -> request < REQUESTS);
      while (load.requests() < REQUESTS) {
        most.accumulateAndGet(collector.heldBytes(), Math::max);
        RealClock.INSTANCE.sleep(Duration.ofMillis(1));
      }
      running.join();

      // what is let in was reserved before, and a queue takes it over: not a byte more than allowed
      assertThat(most.get()).as("the most held").isPositive().isLessThanOrEqualTo(BUDGET);
      assertThat(collector.heldBytes())
          .as("the backend has answered nothing: all that was accepted is held, once")
          .isBetween(load.acceptedRecords() * BODY, load.acceptedRecords() * (BODY + OVERHEAD));
      long refused = load.refusedRecords() / PER_REQUEST;
      assertThat(refused).as("told: " + load.told()).isPositive();
      assertThat(load.hints()).as("refusals that name a time to wait").isEqualTo(refused);
      assertThat(load.told().keySet()).isSubsetOf("OK", "UNAVAILABLE", "200", "503").hasSize(2);
      assertThat(collector.destination().inFlight()).isEqualTo(load.acceptedRecords());

      healed.countDown();
      Eventually.answer(
          LIMIT,
          () -> load.acceptedRecords() + " records at the backend",
          () -> collector.destination().toString(),
          () -> Optional.of(backend).filter(b -> b.distinct() == load.acceptedRecords()));
      Eventually.answer(
          LIMIT,
          () -> "nothing held",
          () -> collector.heldBytes() + " bytes held",
          () -> Optional.of(collector).filter(c -> c.heldBytes() == 0));
      assertThat(sender.send(io.beltline.testkit.Numbered.logs(0, 1, 1)).accepted()).isTrue();
    }
  }
}
