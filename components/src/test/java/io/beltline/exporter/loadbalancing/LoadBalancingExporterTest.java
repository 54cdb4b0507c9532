package io.beltline.exporter.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ComponentStatus.Level;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void aChangeOfBackendsThatWorksAfterAllEndsWhatWasWrong(@TempDir Path folder) throws Exception {
    Path authority = authority(folder);
    byte[] pem = Files.readAllBytes(authority);
    AtomicReference<String> last = new AtomicReference<>("127.0.0.1");
    FakeClock clock = new FakeClock();
    TestHost host = new TestHost(clock);
    LoadBalancingExporter exporter =
        started(
            "resolver: {dns: {hostname: backends}}, protocol: {otlp: {tls: {ca_file: '%s'}}}"
                .formatted(authority),
            name -> new InetAddress[] {InetAddress.ofLiteral(last.get())},
            host);
    clock.advance(Duration.ZERO);
    assertThat(host.statuses()).extracting(ComponentStatus::level).containsOnly(Level.OK);
    Files.delete(authority);
    last.set("127.0.0.2");
    clock.advance(Duration.ofSeconds(5));
    assertThat(host.statuses().getLast().level()).isEqualTo(Level.RECOVERABLE_ERROR);
    assertThat(host.statuses().getLast().message()).contains("ca.pem");
    Files.write(authority, pem);
    clock.advance(Duration.ofSeconds(5));
    assertThat(host.statuses().getLast().level()).isEqualTo(Level.OK);
    exporter.shutdown(Deadline.in(clock, Duration.ZERO));
  }

  /** A certificate of the JDK's keytool. */
  private static Path authority(Path folder) throws Exception {
    Path file = folder.resolve("ca.pem");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String store = folder.resolve("store").toString();
    for (String arguments :
        List.of("-genkeypair -keyalg EC -dname CN=ca", "-exportcert -rfc -file " + file)) {
      List<String> command = new ArrayList<>(List.of(tool));
      command.addAll(List.of(arguments.split(" ", -1)));
      command.addAll(List.of("-alias", "ca", "-keystore", store, "-storepass", "changeit"));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
    return file;
  }

  private static LoadBalancingExporter started(String keys, Lookup lookup) {
    return started(keys, lookup, new TestHost(RealClock.INSTANCE));
  }

  private static LoadBalancingExporter started(String keys, Lookup lookup, TestHost host) {
    LoadBalancingExporterConfig config =
        BoundYaml.value(
            LoadBalancingExporterConfig.class,
            keys.contains("protocol:")
                ? "{" + keys + "}"
                : "{" + keys + ", protocol: {otlp: {insecure: true}}}");
    LoadBalancingExporter exporter =
        new LoadBalancingExporter(TestSettings.of("load_balancing").settings(), config, lookup);
    exporter.start(host);
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
