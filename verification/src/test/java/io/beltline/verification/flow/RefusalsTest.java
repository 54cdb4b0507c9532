package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.Numbered;
import io.beltline.verification.process.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sender is told that is refused for want of room, and where it is counted. */
class RefusalsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int BODY = 600_000;
  private static final int RECORDS = 3;

  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {%1$s: {endpoint: '127.0.0.1:%2$d'}}}
      processors:
        memory_limiter: {check_interval: 1s, limit_mib: %6$d, spike_limit_mib: 1}
      exporters:
        %3$s:
          endpoint: '%4$s'
          tls: {insecure: true}
          timeout: 60s
          sending_queue: {queue_size: %5$d, num_consumers: 1}
      service:
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], processors: [memory_limiter], exporters: [%3$s]}
      """;

  private final CountDownLatch healed = new CountDownLatch(1);

  private Backend backend(Protocol protocol) {
    return Backend.start(
        protocol,
        100,
        numbers -> {
          healed.await();
          return Backend.Answer.TAKEN;
        });
  }

  private static InProcess collector(
      Protocol protocol, int port, Backend backend, int queueSize, int limitMib) {
    return InProcess.start(
        CONFIG.formatted(
            protocol.key(),
            port,
            protocol.exporter(),
            protocol.endpoint(backend.port()),
            queueSize,
            limitMib));
  }

  @ParameterizedTest
  @EnumSource
  void because_the_queue_is_full(Protocol protocol) throws Exception {
    int port = Ports.free(1)[0];
    try (Backend backend = backend(protocol);
        InProcess collector = collector(protocol, port, backend, 1, 1000);
        Sender sender = Sender.to(protocol, port)) {
      assertThat(sender.send(Numbered.logs(0, RECORDS, 10)).accepted()).isTrue();

      assertRetryable(protocol, sender.send(Numbered.logs(10, RECORDS, 10)));

      MetricsPage metrics = collector.metrics();
      assertThat(metrics.count("otelcol_receiver_accepted_log_records")).isEqualTo(RECORDS);
      assertThat(metrics.count("otelcol_receiver_refused_log_records")).isEqualTo(RECORDS);
      assertThat(metrics.count("otelcol_exporter_enqueue_failed_log_records")).isEqualTo(RECORDS);
      healed.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void because_memory_is_used_up(Protocol protocol) throws Exception {
    int port = Ports.free(1)[0];
    try (Backend backend = backend(protocol);
        InProcess collector = collector(protocol, port, backend, 100, 6); // a budget of one MiB
        Sender sender = Sender.to(protocol, port)) {
      assertThat(sender.send(Numbered.logs(0, 1, BODY)).accepted()).isTrue();

      assertRetryable(protocol, sender.send(Numbered.logs(10, 1, BODY)));

      MetricsPage metrics = collector.metrics();
      assertThat(metrics.count("otelcol_receiver_accepted_log_records")).isEqualTo(1);
      assertThat(metrics.count("otelcol_receiver_refused_log_records"))
          .as("nobody has seen how many there are")
          .isEqualTo(1);
      assertThat(metrics.count("otelcol_server_refused_requests")).isEqualTo(1);
      assertThat(collector.heldBytes()).isBetween((long) BODY, BODY + 200L);
      healed.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void because_it_could_never_fit(Protocol protocol) throws Exception {
    int port = Ports.free(1)[0];
    try (Backend backend = backend(protocol);
        InProcess collector = collector(protocol, port, backend, 100, 6);
        Sender sender = Sender.to(protocol, port)) {
      Sender.Told told = sender.send(Numbered.logs(0, RECORDS, BODY));

      assertThat(told.accepted()).isFalse();
      assertThat(told.retryable()).isFalse();
      assertThat(told.status()).isIn("RESOURCE_EXHAUSTED", "413");
      assertThat(collector.heldBytes()).isZero();
      healed.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void because_the_collector_ends_while_it_waits_for_room(Protocol protocol) throws Exception {
    int port = Ports.free(1)[0];
    try (Backend backend = backend(protocol);
        InProcess collector =
            InProcess.start(
                CONFIG
                    .replace("num_consumers: 1", "num_consumers: 1, on_overflow: block")
                    .formatted(
                        protocol.key(),
                        port,
                        protocol.exporter(),
                        protocol.endpoint(backend.port()),
                        1,
                        1000));
        Sender sender = Sender.to(protocol, port)) {
      assertThat(sender.send(Numbered.logs(0, RECORDS, BODY)).accepted()).isTrue();
      List<CompletableFuture<Sender.Told>> waiting = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        long first = 10L * i;
        waiting.add(
            CompletableFuture.supplyAsync(
                () -> sender.send(Numbered.logs(first, 1, BODY)), Thread::startVirtualThread));
      }
      while (collector.heldBytes() < (RECORDS + 3L) * BODY) {
        Thread.onSpinWait(); // until all have arrived
      }
      Thread stopping = Thread.ofVirtual().start(collector::stop);

      for (CompletableFuture<Sender.Told> each : waiting) {
        Sender.Told told = each.join();
        assertThat(told.accepted()).isFalse();
        assertThat(told.retryable()).isTrue();
        assertThat(told.words()).contains("shutting down"); // an answer, no broken connection
      }
      healed.countDown();
      stopping.join();
      assertThat(backend.distinct()).isEqualTo(RECORDS);
    }
  }

  private static void assertRetryable(Protocol protocol, Sender.Told told) {
    assertThat(told.accepted()).isFalse();
    assertThat(told.retryable()).isTrue();
    assertThat(told.pause()).isEqualTo(SECOND);
    assertThat(told.status())
        .isEqualTo(
            switch (protocol) {
              case GRPC -> "UNAVAILABLE";
              case HTTP -> "503";
            });
  }
}
