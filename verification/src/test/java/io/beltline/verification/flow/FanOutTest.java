package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A destination that works gets everything, whatever becomes of the others. */
class FanOutTest {
  private static final int PER_REQUEST = 100;
  private static final int REQUESTS = 400;
  private static final int RECORDS = PER_REQUEST * REQUESTS;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {%1$s: {endpoint: '127.0.0.1:%2$d'}}}
      exporters:
        %3$s/healthy: {endpoint: '%4$s', tls: {insecure: true}, sending_queue: {queue_size: 1000}}
        %3$s/silent: {endpoint: '%5$s', tls: {insecure: true}, sending_queue: {queue_size: 1000}}
        %3$s/absent: {endpoint: '%6$s', tls: {insecure: true}, sending_queue: {queue_size: 1000}}
      service:
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], exporters: [%3$s/silent, %3$s/healthy, %3$s/absent]}
      """;

  @ParameterizedTest
  @EnumSource
  void a_healthy_destination_gets_everything(Protocol protocol) throws Exception {
    int[] ports = Ports.free(2);
    try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Backend healthy = Backend.start(protocol, RECORDS, numbers -> Backend.Answer.TAKEN);
        InProcess collector =
            InProcess.startImpatient(
                CONFIG.formatted(
                    protocol.key(),
                    ports[0],
                    protocol.exporter(),
                    protocol.endpoint(healthy.port()),
                    protocol.endpoint(silent.getLocalPort()),
                    protocol.endpoint(ports[1])));
        Sender sender = Sender.to(protocol, ports[0])) {
      Load load = new Load(sender, PER_REQUEST, 50, false);
      load.run(8, REQUESTS);

      assertThat(load.acceptedRecords()).as("told: " + load.told()).isEqualTo(RECORDS);
      Eventually.answer(
          LIMIT,
          () -> RECORDS + " records at the healthy backend",
          () -> healthy.distinct() + " arrived",
          () -> Optional.of(healthy).filter(backend -> backend.distinct() == RECORDS));
      assertThat(healthy.duplicates()).isZero();
      for (String sick : List.of("silent", "absent")) {
        var books = collector.destination(destination(collector, sick));
        assertThat(books.inFlight()).as(sick).isEqualTo(RECORDS);
        assertThat(books.delivered()).as(sick).isZero();
      }
      collector.stop();
    }
  }

  private static String destination(InProcess collector, String name) {
    return collector.destinations().stream()
        .filter(id -> id.endsWith("/" + name))
        .findFirst()
        .orElseThrow();
  }
}
