package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.testkit.Numbered;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues and dead letters that are kept by {@code file_storage} in a collector's real parts. */
class DurableQueueTest {
  private static final String CONFIG =
      """
      extensions:
        file_storage:
          directory: '%3$s'
          journal: {min_free_space: 0}
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%1$d'}}}
      exporters:
        otlp:
          endpoint: '127.0.0.1:%2$d'
          tls: {insecure: true}
          sending_queue: {storage: filestorage, num_consumers: 1}
          retry_on_failure: {initial_interval: 50ms, max_interval: 50ms}
      service:
        extensions: [filestorage]
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [otlp], exporters: [otlp]}
      """;

  @TempDir private Path folder;

  @Test
  void what_the_backend_did_not_take_is_delivered_by_the_next_collector() throws Exception {
    int port = Ports.free(1)[0];
    AtomicBoolean well = new AtomicBoolean();
    try (Backend backend =
        Backend.start(
            Protocol.GRPC,
            1000,
            numbers ->
                well.get()
                    ? Backend.Answer.TAKEN
                    : new Backend.Answer(false, Status.Code.UNAVAILABLE, null))) {
      String config = CONFIG.formatted(port, backend.port(), folder);
      try (InProcess first = InProcess.startImpatient(config);
          Sender sender = Sender.to(Protocol.GRPC, port)) {
        for (int i = 0; i < 100; i++) {
          assertThat(sender.send(Numbered.logs(10L * i, 10, 20)).accepted()).isTrue();
        }
        assertThat(first.destination().inFlight()).isEqualTo(1000);
        assertThat(first.destination().residue()).isZero();
      }
      assertThat(backend.distinct()).isZero();
      well.set(true);
      try (InProcess second = InProcess.start(config)) {
        assertThat(second.destination().recovered()).isEqualTo(1000);
        second.stop();
      }
      assertThat(IntStream.range(0, 1000).filter(n -> backend.arrivals(n) != 1).count()).isZero();
      try (InProcess third = InProcess.start(config)) {
        assertThat(third.destination().recovered()).isZero();
      }
    }
  }
}
