package io.beltline.exporter.loki;

import static io.beltline.exporter.loki.RunningExporter.attribute;
import static io.beltline.exporter.loki.RunningExporter.logs;
import static io.beltline.exporter.loki.RunningExporter.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Partial;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Exporter;
import io.beltline.delivery.Books;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliverySettings;
import io.beltline.exporter.Yaml;
import io.beltline.model.Signal;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one tenant is refused costs the others nothing. */
class TenantLanesTest {
  private static final String BY_TEAM = "format: raw\ntenant: {source: attributes, value: team}\n";

  private static String of(String tenant, long seconds, String line) {
    return record(seconds, line, attribute("team", tenant));
  }

  private static HttpResponse over(LokiBackend.Got got) {
    return got.tenant().equals("a")
        ? HttpResponse.text(429, "ingestion rate limit exceeded for user a (limit: 4")
        : LokiBackend.STORED;
  }

  private static void isOf(Part part, String... records) {
    assertThat(OtlpJson.write(part.telemetry())).isEqualTo(OtlpJson.write(logs("", records)));
  }

  private static Exporter.Lanes lanes(String occupied, String own) {
    return new Exporter.Lanes() {
      @Override
      public boolean isOccupied(String lane) {
        return lane.equals(occupied);
      }

      @Override
      public String own() {
        return own;
      }
    };
  }

  /** Brings records through a queue, a batch each, and then something is done. */
  private static Books delivered(
      LokiBackend backend, String yaml, List<String> records, BooleanSupplier then) {
    LokiExporterConfig config =
        Yaml.bind(LokiExporterConfig.class, "endpoint: " + backend.url() + "\n" + yaml).value();
    RealClock clock = RealClock.INSTANCE;
    TestHost host = new TestHost(clock);
    TestSettings settings = TestSettings.of("loki");
    LokiExporter exporter = new LokiExporter(settings.settings(), config);
    exporter.start(host);
    Delivery delivery =
        new Delivery(
            exporter,
            config,
            new DeliverySettings(settings.settings(), Signal.LOGS, clock, new Random(1), null));
    delivery.start(host);
    records.forEach(record -> delivery.consume(Context.EMPTY, logs("", record)));
    boolean done = then.getAsBoolean();
    delivery.shutdown(Deadline.in(clock, Duration.ofMillis(200)));
    exporter.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    assertThat(done).isTrue();
    return delivery.books();
  }

  private static boolean ended(CountDownLatch missing) {
    try {
      return missing.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void recordsWithoutATenantKeepNoOtherWaiting() {
    CountDownLatch missing = new CountDownLatch(5);
    List<String> records = new ArrayList<>(List.of(record(1, "of nobody")));
    IntStream.range(2, 7).forEach(i -> records.add(of("b", i, "x")));
    try (LokiBackend backend = new LokiBackend()) {
      backend.script(
          got -> {
            if (got.tenant().isEmpty()) {
              return HttpResponse.text(401, "no org id");
            }
            got.lines().forEach(line -> missing.countDown());
            return LokiBackend.STORED;
          });
      Books books = delivered(backend, BY_TEAM, records, () -> ended(missing));
      assertThat(books.delivered()).isEqualTo(5);
    }
  }

  @Test
  void theOrderOfATenantThatWaitsIsKept() {
    CountDownLatch ofB = new CountDownLatch(20);
    CountDownLatch ofA = new CountDownLatch(20);
    List<String> arrived = new CopyOnWriteArrayList<>();
    List<String> records = new ArrayList<>();
    IntStream.range(0, 40).forEach(i -> records.add(of(i % 2 == 0 ? "a" : "b", i + 1, "x")));
    String yaml = BY_TEAM + "retry_on_failure: {initial_interval: 1ms, max_interval: 2ms}\n";
    try (LokiBackend backend = new LokiBackend()) {
      backend.script(
          got -> {
            if (got.tenant().equals("b")) {
              ofB.countDown();
              return LokiBackend.STORED;
            }
            if (ofB.getCount() > 0) {
              return over(got);
            }
            arrived.addAll(got.lines());
            got.lines().forEach(line -> ofA.countDown());
            return LokiBackend.STORED;
          });
      Books books = delivered(backend, yaml, records, () -> ended(ofB) && ended(ofA));
      assertThat(books.delivered()).isEqualTo(40);
      assertThat(arrived)
          .containsExactlyElementsOf(
              IntStream.range(0, 20)
                  .mapToObj(i -> "{exporter=\"OTLP\"} @" + (2 * i + 1) + " x")
                  .toList());
    }
  }

  @Test
  void aLimitOfOneTenantIsALaneOfItsOwn() {
    try (RunningExporter running = new RunningExporter(BY_TEAM)) {
      running.backend.script(TenantLanesTest::over);
      Partial result = (Partial) running.send(of("a", 1, "x"), of("b", 1, "y"), of("a", 2, "z"));
      Part part = result.parts().getFirst();
      assertThat(result.parts()).hasSize(1);
      isOf(part, of("a", 1, "x"), of("a", 2, "z"));
      assertThat(part.lane()).isEqualTo("a *");
      assertThat(part.refusal().action()).isEqualTo(Action.RETRY);
      assertThat(running.backend.got()).extracting(LokiBackend.Got::tenant).contains("b");
    }
  }

  @Test
  void aHintNamesATenantOfItsOwnBesideTheUsualOne() {
    String hint = attribute("loki.tenant", "team");
    try (RunningExporter running = new RunningExporter("format: raw\ntenant_id: usual\n")) {
      running.backend.script(TenantLanesTest::over);
      Partial result =
          (Partial) running.sendOf(hint, of("a", 1, "x"), record(1, "of the usual one"));
      assertThat(result.parts()).extracting(Part::lane).containsExactly("a *");
      running.backend.script(got -> HttpResponse.text(429, "ingestion rate limit exceeded"));
      assertThat(running.send(record(1, "x")))
          .as("nobody else is known")
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void whatBelongsBehindATenantIsNotSent() {
    try (RunningExporter running = new RunningExporter(BY_TEAM)) {
      running.lanes(lanes("a *", ""));
      Partial result = (Partial) running.send(of("a", 2, "x"), of("b", 2, "y"));
      assertThat(result.parts()).extracting(Part::lane).containsExactly("a *");
      assertThat(running.backend.got()).extracting(LokiBackend.Got::tenant).containsExactly("b");
      running.lanes(lanes("a *", "a *"));
      assertThat(running.send(of("a", 2, "x"))).isEqualTo(ExportResult.delivered());
    }
  }

  @Test
  void whatWaitsStaysWhereItWaits() {
    try (RunningExporter running = new RunningExporter(BY_TEAM)) {
      running.backend.script(TenantLanesTest::over);
      for (String own : new String[] {"a *", "a {exporter=\"OTLP\"}"}) {
        running.lanes(lanes(own, own));
        Refused result = (Refused) running.send(of("a", 1, "x"), of("a", 2, "y"));
        assertThat(result.refusal().action()).isEqualTo(Action.RETRY);
      }
    }
  }

  @Test
  void aServerThatFailsKeepsAllWaiting() {
    try (RunningExporter running = new RunningExporter(BY_TEAM)) {
      running.backend.script(
          got -> got.tenant().equals("a") ? HttpResponse.text(503, "busy") : LokiBackend.STORED);
      Partial result = (Partial) running.send(of("a", 1, "x"), of("b", 1, "y"));
      assertThat(result.parts()).extracting(Part::lane).containsExactly("");
    }
  }

  @Test
  void ofATenantThatIsRefusedNothingMoreIsSent() {
    String yaml = "limits: {max_request_size: 1024}\nsending_queue: {num_consumers: 1}\n";
    String[] records =
        IntStream.range(0, 200)
            .mapToObj(i -> of(i % 2 == 0 ? "a" : "b", i + 1, "line"))
            .toArray(String[]::new);
    try (RunningExporter running = new RunningExporter(BY_TEAM + yaml)) {
      running.backend.script(TenantLanesTest::over);
      Partial result = (Partial) running.send(records);
      assertThat(result.parts()).extracting(Part::lane).containsOnly("a *");
      assertThat(result.parts().stream().mapToInt(part -> part.telemetry().itemCount()).sum())
          .isEqualTo(100);
      assertThat(running.backend.got())
          .extracting(LokiBackend.Got::tenant)
          .hasSizeGreaterThan(3)
          .containsOnlyOnce("a");
    }
  }
}
