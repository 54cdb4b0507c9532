package io.beltline.service.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.model.Signal;
import io.beltline.service.Collector;
import io.beltline.service.CollectorSettings;
import io.beltline.service.Items;
import io.beltline.service.Parts;
import io.beltline.service.logging.LogSettings;
import io.beltline.service.logging.Logging;
import io.beltline.testkit.RealClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportingTest {
  private final Parts parts = new Parts();
  private final Listener listener = new Listener();

  @AfterEach
  void close() throws IOException {
    listener.close();
    Logging.configure(LogSettings.STANDARD);
  }

  private Collector collector(String telemetry) {
    String config =
        """
        receivers: {part_in: {port: 4317}}
        exporters: {part_out: }
        service:
          telemetry: %s
          pipelines:
            logs: {receivers: [part_in], exporters: [part_out]}
        """
            .formatted(telemetry);
    CollectorSettings settings =
        new CollectorSettings(
            new BuildInfo("beltline", "a test", "1.0.0"),
            parts.factories(),
            List.of("yaml:" + config),
            List.of(),
            Map.of(),
            Path.of(""),
            List.of(),
            Duration.ofSeconds(10));
    return new Collector(settings, RealClock.INSTANCE);
  }

  private String target(String protocol) {
    int port = protocol.equals("grpc") ? listener.grpcPort() : listener.httpPort();
    return "exporter: {otlp: {protocol: %s, endpoint: \"http://127.0.0.1:%d\", %s}}"
        .formatted(protocol, port, "headers: [{name: x-key, value: secret}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void sendsMetricsAndTheLogOverEachProtocol(String protocol) throws InterruptedException {
    Collector collector =
        collector(
            "{metrics: {readers: [{periodic: {interval: 20, %1$s}}]}, logs: {processors: [{batch: {%1$s}}]}}"
                .formatted(target(protocol)));
    collector.start();
    assertThat(listener.next("otelcol_process_uptime"))
        .contains("secret", "\"stringValue\":\"1.0.0\"");
    assertThat(listener.next("Everything is ready")).contains("secret", "\"severityNumber\":9");
    parts.receivers.get("part_in").send(Context.EMPTY, Items.of(Signal.LOGS, 7));
    // the receiver counts last: an interval may end between what the exporter tells and that
    assertThat(listener.next("{\"name\":\"otelcol_receiver_accepted_log_records\""))
        .contains("\"asInt\":\"7\"", "\"aggregationTemporality\":2,\"isMonotonic\":true");
    collector.stop();
  }

  @Test
  void theEndIsToldToo() throws InterruptedException {
    Collector collector =
        collector(
            "{metrics: {readers: [{periodic: {%1$s}}]}, logs: {processors: [{simple: {%1$s}}]}}"
                .formatted(target("http/protobuf")));
    collector.start();
    assertThat(collector.metricsPorts()).isEmpty();
    parts.receivers.get("part_in").send(Context.EMPTY, Items.of(Signal.LOGS, 9));
    collector.stop();
    assertThat(listener.next("/v1/metrics secret")).contains("\"asInt\":\"9\"");
    assertThat(listener.next("Everything is ready")).contains("/v1/logs secret"); // came before
  }

  @Test
  void aFileThatIsMissingRefusesTheStart() {
    Collector collector =
        collector(
            "{metrics: {readers: [{periodic: {exporter: {otlp: {protocol: grpc, endpoint:"
                + " \"https://127.0.0.1:1\", certificate: /no/such.pem}}}}]}}");
    assertThatThrownBy(collector::start)
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("service::telemetry::metrics: ")
        .hasMessageContaining("/no/such.pem");
  }
}
