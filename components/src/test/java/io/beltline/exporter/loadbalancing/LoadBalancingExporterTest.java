package io.beltline.exporter.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadBalancingExporterTest {
  private static final String STATIC = "resolver: {static: {hostnames: [\"127.0.0.1:1\"]}}";

  @Test
  void whatComesBeforeTheNameIsResolvedWaitsForIt() throws Exception {
    CountDownLatch resolved = new CountDownLatch(1);
    try (SpanBackend backend = new SpanBackend()) {
      String address = backend.address().address();
      LoadBalancingExporter exporter =
          started(
              "resolver: {dns: {hostname: backends, timeout: 1m, port: %s}}"
                  .formatted(address.substring(address.indexOf(':') + 1)),
              name -> {
                await(resolved);
                return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
              });
      CompletableFuture<ExportResult> answer =
          CompletableFuture.supplyAsync(
              () -> export(exporter, SpanBackend.spans("a", 3)), Thread::startVirtualThread);
      resolved.countDown();
      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(ExportResult.delivered());
      assertThat(backend.taken()).hasSize(3);
      exporter.shutdown(soon());
    }
  }

  @Test
  void aNameThatCannotBeResolvedMakesItComeBack() {
    LoadBalancingExporter exporter =
        started(
            "resolver: {dns: {hostname: nowhere}}",
            name -> {
              throw new UnknownHostException(name);
            });
    Refused refused = (Refused) export(exporter, SpanBackend.spans("a", 3));
    assertThat(refused.refusal().action()).isEqualTo(Action.RETRY);
    exporter.shutdown(soon());
  }

  @ParameterizedTest
  @CsvSource({"metric, TRACES", "streamID, LOGS", "traceID, METRICS"})
  void aSignalThatCannotHaveTheKeyWaitsUntilThatIsMended(String key, Signal signal) {
    LoadBalancingExporter exporter = started(STATIC + ", routing_key: " + key, Lookup.SYSTEM);
    Refused refused = (Refused) export(exporter, Numbered.of(signal, 0, 3, 5));
    assertThat(refused.refusal().action()).isEqualTo(Action.HOLD);
    assertThat(refused.refusal().message())
        .startsWith("routing_key " + key + " is not for " + signal.label());
    exporter.shutdown(soon());
  }

  @Test
  void whatCanNeverWorkIsToldAtTheStart() {
    String broken = "protocol: {otlp: {tls: {ca_file: /nowhere/ca.pem}}}";
    for (String resolver : new String[] {STATIC, "resolver: {dns: {hostname: localhost}}"}) {
      Assertions.assertThatExceptionOfType(ComponentException.class)
          .isThrownBy(() -> started(resolver + ", " + broken, Lookup.SYSTEM))
          .withMessageContaining("/nowhere/ca.pem");
    }
  }

  private static LoadBalancingExporter started(String keys, Lookup lookup) {
    LoadBalancingExporterConfig config =
        BoundYaml.value(
            LoadBalancingExporterConfig.class,
            keys.contains("protocol:")
                ? "{" + keys + "}"
                : "{" + keys + ", protocol: {otlp: {insecure: true}}}");
    LoadBalancingExporter exporter =
        new LoadBalancingExporter(TestSettings.of("load_balancing").settings(), config, lookup);
    exporter.start(new TestHost(RealClock.INSTANCE));
    return exporter;
  }

  private static ExportResult export(LoadBalancingExporter exporter, Telemetry telemetry) {
    return exporter.export(
        new ExportRequest(
            Context.EMPTY, telemetry, Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(20))));
  }

  private static Deadline soon() {
    return Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
