package io.beltline.exporter.prometheusremotewrite;

import static io.beltline.exporter.prometheusremotewrite.RunningExporter.gauge;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ClientInfo;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliverySettings;
import io.beltline.extension.filestorage.FileStorageFactory;
import io.beltline.extension.headerssetter.HeadersSetterFactory;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same series of two tenants, on the whole way from the queue to the destination. */
class TenantsTest {
  private static final String SENT_ON = "include_metadata_keys: [X-Tenant]\n";
  private static final String SET = "auth: {authenticator: headers_setter}\n";
  private static final String QUICK =
      "retry_on_failure: {initial_interval: 1ms, max_interval: 2ms}\n";

  @TempDir Path directory;
  private final WriteBackend backend = new WriteBackend();
  private final List<WriteBackend.Got> taken = new CopyOnWriteArrayList<>();
  private String setter = "headers: [{key: X-Tenant, from_context: x-tenant}]";

  @AfterEach
  void end() {
    backend.close();
  }

  @Test
  void theyArriveThroughTheQueue() {
    assertThat(arrived(SENT_ON, 0)).containsExactlyInAnyOrder("a 1", "b 2");
  }

  @Test
  void theyArriveThroughBatchesAndRetries() {
    String batch = "sending_queue: {batch: {flush_timeout: 20ms}}\n";
    assertThat(arrived(SENT_ON + batch, 3)).containsExactlyInAnyOrder("a 1", "b 2");
  }

  @Test
  void theyArriveThroughTheQueueByHeadersSetter() {
    assertThat(arrived(SET, 1)).containsExactlyInAnyOrder("a 1", "b 2");
  }

  @Test
  void theyArriveThroughBatchesByHeadersSetterWithPartitions() {
    String batch =
        "sending_queue: {batch: {flush_timeout: 20ms, partition: {metadata_keys: [x-tenant]}}}\n";
    assertThat(arrived(SET + batch, 1)).containsExactlyInAnyOrder("a 1", "b 2");
  }

  @Test
  void batchesThatWouldMixThemAreRefused() {
    assertThatThrownBy(
            () -> new Running(SET + "sending_queue: {batch: {partition: {metadata_keys: [z]}}}\n"))
        .isInstanceOf(ComponentException.class)
        .hasMessage(
            "sending_queue::batch::partition::metadata_keys: batches would mix requests of"
                + " different [x-tenant], of which headers_setter makes headers (expected:"
                + " metadata_keys: [z, x-tenant])");
    setter = "headers: [{key: X-Tenant, from_attribute: who}]";
    assertThatThrownBy(() -> new Running(SET + "sending_queue: {batch: {}}\n"))
        .isInstanceOf(ComponentException.class)
        .hasMessage(
            "sending_queue::batch: attributes of senders do not stay with a batch, and"
                + " headers_setter makes headers of [who] (expected: no batch, or from_context)");
  }

  @Test
  void theyArriveByAttributesOfTheSender() {
    setter = "headers: [{key: X-Tenant, from_attribute: who}]";
    assertThat(arrived(SET, 1)).containsExactlyInAnyOrder("a 1", "b 2");
  }

  @Test
  void theyArriveAfterARestart() throws InterruptedException {
    overRestart(SENT_ON, "{flush_timeout: 20ms}");
  }

  @Test
  void theyArriveAfterARestartByHeadersSetter() throws InterruptedException {
    overRestart(SET, "{flush_timeout: 20ms, partition: {metadata_keys: [x-tenant]}}");
  }

  private void overRestart(String how, String batch) throws InterruptedException {
    String yaml = how + QUICK + "sending_queue: {storage: file_storage, batch: " + batch + "}\n";
    CountDownLatch tried = new CountDownLatch(1);
    backend.script(
        got -> {
          tried.countDown();
          return HttpResponse.text(503, "full");
        });
    try (Running before = new Running(yaml)) {
      before.send("a", "1");
      before.send("b", "2");
      assertThat(tried.await(20, TimeUnit.SECONDS)).isTrue();
    }
    CountDownLatch both = new CountDownLatch(2);
    backend.script(
        got -> {
          taken.add(got);
          both.countDown();
          return WriteBackend.STORED;
        });
    try (Running after = new Running(yaml)) {
      assertThat(both.await(20, TimeUnit.SECONDS)).as("both requests came").isTrue();
      assertThat(after.dropped()).isZero();
    }
    assertThat(said()).containsExactlyInAnyOrder("a 1", "b 2");
  }

  private List<String> arrived(String yaml, int refusals) {
    AtomicInteger left = new AtomicInteger(refusals);
    backend.script(
        got -> {
          boolean full = left.getAndDecrement() > 0;
          if (!full) {
            taken.add(got);
          }
          return full ? HttpResponse.text(503, "full") : WriteBackend.STORED;
        });
    try (Running running = new Running(yaml + QUICK)) {
      running.send("a", "1");
      running.send("b", "2");
      running.settled();
      assertThat(running.dropped()).as("repeated").isZero();
    }
    return said();
  }

  /** The tenant and the value of each series that came. */
  private List<String> said() {
    return taken.stream()
        .flatMap(
            got ->
                got.lines().stream()
                    .map(
                        line ->
                            got.request().header("x-tenant")
                                + " "
                                + line.substring(line.indexOf(' ') + 1, line.indexOf('@'))))
        .toList();
  }

  /** An exporter, its queue and its extensions. */
  private final class Running implements AutoCloseable {
    private final TestSettings settings = TestSettings.of("prometheus_remote_write");
    private final TestHost host = new TestHost(RealClock.INSTANCE);
    private final Extension storage;
    private final PrometheusRemoteWriteExporter exporter;
    private final Delivery delivery;

    Running(String yaml) {
      FileStorageFactory files = new FileStorageFactory();
      storage =
          files.create(
              TestSettings.of("file_storage").settings(),
              BoundYaml.value(files.configType(), "directory: " + directory));
      storage.start(host);
      HeadersSetterFactory setters = new HeadersSetterFactory();
      Extension headers =
          setters.create(
              TestSettings.of("headers_setter").settings(),
              BoundYaml.value(setters.configType(), setter));
      headers.start(host);
      host.with(ComponentId.parse("file_storage"), storage);
      host.with(ComponentId.parse("headers_setter"), headers);
      PrometheusRemoteWriteExporterConfig config =
          BoundYaml.value(
              PrometheusRemoteWriteExporterConfig.class,
              "endpoint: " + backend.url() + "\n" + yaml);
      exporter = new PrometheusRemoteWriteExporter(settings.settings(), config);
      delivery =
          new Delivery(
              exporter,
              config,
              new DeliverySettings(
                  settings.settings(), Signal.METRICS, RealClock.INSTANCE, new Random(1), null));
      try {
        exporter.start(host);
      } catch (ComponentException refused) {
        Deadline deadline = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1));
        exporter.shutdown(deadline);
        storage.shutdown(deadline);
        throw refused;
      }
      delivery.start(host);
    }

    void send(String tenant, String value) {
      Context context =
          Context.of(ClientInfo.NONE, Metadata.of(Map.of("x-tenant", List.of(tenant))))
              .withAuth(Map.of("who", tenant));
      assertThat(delivery.consume(context, metrics("", "", gauge("temp", 5, value))).isAccepted())
          .isTrue();
    }

    /** Waits until nothing is in the queue any more. */
    void settled() {
      delivery.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(10)));
    }

    long dropped() {
      return settings
          .meter()
          .count(
              "otelcol_exporter_prometheusremotewrite_dropped_points",
              Map.of("reason", "repeated"));
    }

    @Override
    public void close() {
      Deadline deadline = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1));
      delivery.shutdown(deadline);
      exporter.shutdown(deadline);
      storage.shutdown(deadline);
    }
  }
}
