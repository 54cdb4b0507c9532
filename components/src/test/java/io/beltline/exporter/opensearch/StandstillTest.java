package io.beltline.exporter.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Exporter;
import io.beltline.delivery.Books;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliverySettings;
import io.beltline.exporter.Yaml;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Senders whose patience ends before the engine is done with what all of them have sent: each
 * request would be answered in time if it were alone, and together none is, however often it comes.
 */
class StandstillTest {
  private static final int SENDERS = 4;
  private static final int DOCUMENTS = 64;
  private static final long DOCUMENT_NANOS = Duration.ofMillis(3).toNanos();

  private static Telemetry logs(int request) {
    String records =
        IntStream.range(0, DOCUMENTS)
            .mapToObj(
                i ->
                    "{'timeUnixNano':'1705314600000000000','body':{'stringValue':'%d of %d'}}"
                        .formatted(i, request))
            .collect(Collectors.joining(","));
    String json = "{'resourceLogs':[{'scopeLogs':[{'logRecords':[" + records + "]}]}]}";
    return OtlpJson.read(Signal.LOGS, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Books deliver(String url) {
    String yaml =
        """
        http: {endpoint: "%s"}
        timeout: 300ms
        sending_queue: {num_consumers: %d}
        retry_on_failure: {initial_interval: 1ms, max_interval: 5ms, max_elapsed_time: 0}
        """
            .formatted(url, SENDERS);
    OpenSearchExporterConfig config = Yaml.bind(OpenSearchExporterConfig.class, yaml).value();
    RealClock clock = RealClock.INSTANCE;
    TestHost host = new TestHost(clock);
    TestSettings settings = TestSettings.of("opensearch");
    Exporter exporter = new OpenSearchExporterFactory().create(settings.settings(), config);
    exporter.start(host);
    Delivery delivery =
        new Delivery(
            exporter,
            config,
            new DeliverySettings(settings.settings(), Signal.LOGS, clock, new Random(1), null));
    delivery.start(host);
    for (int request = 0; request < SENDERS; request++) {
      delivery.consume(Context.EMPTY, logs(request));
    }
    delivery.shutdown(Deadline.in(clock, Duration.ofSeconds(60)));
    exporter.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    return delivery.books();
  }

  @Test
  void allIsDeliveredInPartsAndEachDocumentWrittenOnce() {
    try (BusyEngine engine = new BusyEngine(2 * SENDERS, DOCUMENT_NANOS)) {
      Books books = deliver(engine.url());
      assertThat(books.delivered()).isEqualTo(SENDERS * DOCUMENTS);
      assertThat(books.dropped()).isEmpty();
      assertThat(books.residue()).isZero();
      assertThat(engine.written).hasSize(SENDERS * DOCUMENTS);
      assertThat(engine.written.values()).containsOnly(1);
      assertThat(engine.sizes.getFirst()).isEqualTo(DOCUMENTS);
      assertThat(engine.sizes.stream().filter(size -> size > DOCUMENTS / 2).count())
          .as("no bulk that was given up came again as it was")
          .isLessThanOrEqualTo(SENDERS);
      assertThat(engine.conflicts).as("what was given up was written").isPositive();
    }
  }
}
