package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.Client;
import io.beltline.verification.client.Compression;
import io.beltline.verification.client.Delivery;
import io.beltline.verification.client.JavaAgentClient;
import io.beltline.verification.client.NodeClient;
import io.beltline.verification.client.Protocol;
import io.beltline.verification.client.PythonClient;
import io.beltline.verification.client.Sent;
import io.beltline.verification.otlp.Arrived;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the OpenTelemetry SDKs send over each protocol they offer is in the file exporter's file.
 */
class RealClientsTest {
  private static final int REQUESTS = 20;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String CONFIG =
      """
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: '127.0.0.1:%d'}
            http: {endpoint: '127.0.0.1:%d'}
      exporters:
        file: {path: '%s'}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          traces: {receivers: [otlp], exporters: [file]}
          metrics: {receivers: [otlp], exporters: [file]}
          logs: {receivers: [otlp], exporters: [file]}
      """;

  @TempDir private static Path folder;
  private static Path file;
  private static int[] ports;
  private static BeltlineProcess collector;

  @BeforeAll
  static void start() throws Exception {
    ports = Ports.free(2);
    file = folder.resolve("telemetry.jsonl");
    collector = BeltlineProcess.start(folder, CONFIG.formatted(ports[0], ports[1], file), ports);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    assertThat(collector.stop()).as(collector.process().log()).isIn(0, 143);
  }

  static Stream<Arguments> clients() throws Exception {
    return Stream.of(new JavaAgentClient(), NodeClient.install(), PythonClient.install())
        .flatMap(
            client ->
                client.protocols().stream()
                    .flatMap(
                        protocol ->
                            Stream.of(Compression.values())
                                .map(
                                    compression ->
                                        Arguments.argumentSet(
                                            client.name() + " " + protocol + " " + compression,
                                            client,
                                            protocol,
                                            compression))));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void all_that_a_client_sends_arrives_once(
      Client client, Protocol protocol, Compression compression) throws Exception {
    String service = String.join("-", client.name(), protocol.name(), compression.name());
    Sent sent =
        client.send(new Delivery(service, protocol, compression, ports[0], ports[1]), REQUESTS);
    assertThat(sent.service()).isEqualTo(service);
    assertThat(sent.traceIds()).hasSize(REQUESTS);
    assertThat(sent.logs()).hasSize(REQUESTS);
    assertThat(sent.counter().value()).isEqualTo(REQUESTS);

    collector
        .process()
        .await(
            LIMIT,
            () -> "all of " + service + " in the file",
            () -> Optional.of(Arrived.of(file, service)).filter(one -> one.isComplete(sent)));

    Arrived arrived = Arrived.of(file, service);
    assertThat(arrived.spans()).containsExactlyInAnyOrderElementsOf(sent.spans());
    assertThat(arrived.logs()).containsExactlyInAnyOrderElementsOf(sent.logs());
    assertThat(arrived.counter(sent.counter().name())).contains(sent.counter());
    assertThat(arrived.histogram(sent.histogram().name())).contains(sent.histogram());
  }
}
