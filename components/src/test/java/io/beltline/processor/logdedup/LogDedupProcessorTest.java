package io.beltline.processor.logdedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Metadata;
import io.beltline.api.Processor;
import io.beltline.api.Status;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.RecordingConsumer.Received;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogDedupProcessorTest {
  private final TestSettings settings = TestSettings.of("log_dedup");
  private final RecordingConsumer next = new RecordingConsumer();
  private final FakeClock clock = new FakeClock();

  private Processor started(String yaml) {
    Processor processor =
        new LogDedupFactory()
            .create(
                settings.settings(), Configs.bind(LogDedupConfig.class, yaml), Signal.LOGS, next);
    processor.start(new TestHost(clock));
    return processor;
  }

  private Deadline soon() {
    return Deadline.in(clock, Duration.ofSeconds(1));
  }

  static String text(String value) {
    return "{\"stringValue\":\"" + value + "\"}";
  }

  static String record(String body, String... attributes) {
    return "{\"severityText\":\"Info\",\"body\":"
        + body
        + ",\"attributes\":"
        + Requests.attributes(attributes)
        + "}";
  }

  static Telemetry logs(String... records) {
    return Requests.json(
        Signal.LOGS,
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":"
            + Requests.attributes("r", text("one"))
            + "},\"scopeLogs\":[{\"scope\":{\"name\":\"s\"},\"logRecords\":["
            + String.join(",", records)
            + "]}]}]}");
  }

  private String sent() {
    return Requests.text(next.received().getLast().telemetry());
  }

  private long booked(String what) {
    return settings.ledger().booked().entrySet().stream()
        .filter(e -> e.getKey().contains(what))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void equalRecordsBecomeOneAfterTheInterval() {
    Processor processor = started("{}");
    ConsumeResult result =
        processor.consume(
            Context.EMPTY,
            logs(
                record(text("a"), "x", text("1"), "y", text("2")),
                record(text("b")),
                record(text("a"), "y", text("2"), "x", text("1"))));
    assertThat(result.isAccepted()).isTrue();
    clock.advance(Duration.ofSeconds(5));
    processor.consume(Context.EMPTY, logs(record(text("a"), "x", text("1"), "y", text("2"))));
    assertThat(next.received()).isEmpty();
    assertThat(booked("duplicate")).isEqualTo(2);
    clock.advance(Duration.ofSeconds(5));
    clock.awaitPending(1);
    assertThat(next.received()).hasSize(1);
    assertThat(next.items()).isEqualTo(2);
    assertThat(sent())
        .contains("\"key\":\"r\"", "\"name\":\"s\"")
        .contains("\"key\":\"log_count\",\"value\":{\"intValue\":\"3\"}")
        .contains("\"key\":\"log_count\",\"value\":{\"intValue\":\"1\"}")
        .contains("first_observed_timestamp", "last_observed_timestamp")
        .doesNotContain("beltline");
    processor.shutdown(soon());
    assertThat(next.received()).hasSize(1);
  }

  @Test
  void whatDiffersInAnythingIsKeptApart() {
    Processor processor = started("{}");
    processor.consume(
        Context.EMPTY,
        logs(
            record(text("a")),
            record("{\"intValue\":\"1\"}"),
            record(text("1")),
            record(text("a"), "x", text("1")),
            record("{\"kvlistValue\":{\"values\":" + Requests.attributes("a", text("b")) + "}}"),
            record("{\"arrayValue\":{\"values\":[" + text("a") + "]}}"),
            "{\"body\":" + text("a") + "}",
            "{\"severityText\":\"Info\",\"severityNumber\":9,\"body\":" + text("a") + "}"));
    processor.shutdown(soon());
    assertThat(next.items()).isEqualTo(8);
  }

  @Test
  void fieldsAreIncludedOrLeftOut() {
    String time = "{\"kvlistValue\":{\"values\":%s}}";
    Telemetry in =
        logs(
            record(
                time.formatted(Requests.attributes("m", text("x"), "t", text("1"))),
                "host.name",
                text("a"),
                "id",
                text("7")),
            record(
                time.formatted(Requests.attributes("m", text("x"), "t", text("2"))),
                "host.name",
                text("b"),
                "id",
                text("7")));
    Processor excluding =
        started("{exclude_fields: [body.t, 'attributes.host\\.name'], log_count_attribute: n}");
    excluding.consume(Context.EMPTY, in);
    excluding.shutdown(soon());
    assertThat(next.items()).isEqualTo(1);
    assertThat(sent())
        .contains("\"key\":\"n\",\"value\":{\"intValue\":\"2\"}", "\"key\":\"m\"")
        .doesNotContain("host.name", "\"key\":\"t\"");
    Processor including = started("{include_fields: [attributes.id, body.none]}");
    including.consume(Context.EMPTY, in);
    including.shutdown(soon());
    assertThat(next.items()).isEqualTo(2);
    assertThat(sent()).contains("\"intValue\":\"2\"", "host.name");
  }

  @Test
  void onlyRecordsThatAConditionHoldsForAreGathered() {
    Processor processor =
        started("{conditions: ['log.body == \"a\"', 'log.attributes[\"x\"] == \"1\"']}");
    processor.consume(
        Context.EMPTY,
        logs(record(text("a")), record(text("b")), record(text("c"), "x", text("1"))));
    assertThat(next.items()).isEqualTo(1);
    assertThat(sent()).contains("\"stringValue\":\"b\"").doesNotContain("beltline", "log_count");
    processor.shutdown(soon());
    assertThat(next.items()).isEqualTo(3);
    assertThat(sent()).doesNotContain("beltline");
    assertThat(booked("held")).isZero();
  }

  @Test
  void whatIsRefusedIsNotGathered() {
    Processor processor = started("{conditions: ['log.body == \"a\"']}");
    next.answering(ConsumeResult.unavailable("later", null));
    ConsumeResult result =
        processor.consume(Context.EMPTY, logs(record(text("a")), record(text("b"))));
    assertThat(result.isAccepted()).isFalse();
    assertThat(settings.ledger().returnedWhole()).isEqualTo(1);
    next.answering(ConsumeResult.accepted());
    processor.shutdown(soon());
    assertThat(next.received()).hasSize(1);
  }

  @Test
  void aBusyDestinationIsTriedAgainAndWhatItNeverTakesIsDropped() {
    Processor processor = started("{}");
    processor.consume(Context.EMPTY, logs(record(text("a"))));
    next.answering(ConsumeResult.unavailable("later", null));
    clock.advance(Duration.ofSeconds(10));
    clock.awaitPending(1);
    processor.consume(Context.EMPTY, logs(record(text("a"))));
    next.answering(ConsumeResult.accepted());
    clock.advance(Duration.ofSeconds(10));
    clock.awaitPending(1);
    assertThat(sent()).contains("\"key\":\"log_count\",\"value\":{\"intValue\":\"2\"}");
    assertThat(booked("dropped")).isZero();
    processor.consume(Context.EMPTY, logs(record(text("b"))));
    next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
    clock.advance(Duration.ofSeconds(10));
    clock.awaitPending(1);
    assertThat(booked("refused")).isEqualTo(1);
    processor.consume(Context.EMPTY, logs(record(text("c"))));
    next.answering(ConsumeResult.unavailable("later", null));
    processor.shutdown(Deadline.in(clock, Duration.ZERO));
    assertThat(booked("shutdown")).isEqualTo(1);
    assertThat(booked("held")).isZero();
  }

  @Test
  void metadataKeepsRecordsApart() {
    Processor processor = started("{metadata_keys: [tenant], metadata_cardinality_limit: 2}");
    for (String tenant : List.of("a", "b", "a")) {
      processor.consume(from(tenant), logs(record(text("x"))));
    }
    assertThat(processor.consume(from("c"), logs(record(text("x")))))
        .isInstanceOf(ConsumeResult.Permanent.class);
    processor.shutdown(soon());
    Stream<String> tenants =
        next.received().stream()
            .map(Received::context)
            .map(context -> context.metadata().get("tenant").getFirst());
    assertThat(tenants).containsExactly("a", "b");
  }

  static Context from(String tenant) {
    return Context.of(
        new ClientInfo("10.0.0.1:4000", "grpc"),
        Metadata.of(Map.of("tenant", List.of(tenant), "other", List.of("z"))));
  }

  @Test
  void timesAreInTheTimeZone() {
    Processor processor = started("{timezone: Asia/Kolkata}");
    processor.consume(Context.EMPTY, logs(record(text("a"))));
    processor.shutdown(soon());
    assertThat(sent())
        .containsPattern("\"stringValue\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+05:30\"");
  }

  @Test
  void aFullStoreIsSentAtOnce() {
    Processor processor = started("{}");
    String large = "x".repeat(1 << 20);
    for (int i = 0; i < 70; i++) {
      processor.consume(Context.EMPTY, logs(record(text(large), "n", text("n" + i))));
    }
    assertThat(next.items()).isBetween(60L, 66L);
  }

  @Test
  void headersThatKeepRecordsApartFillTheStoreToo() {
    Processor processor = started("{metadata_keys: [tenant]}");
    String large = "x".repeat(1 << 20);
    for (int i = 0; i < 63; i++) {
      processor.consume(from(large + i), logs(record(text("a"))));
      processor.consume(from(large + i), logs(record(text("b"))));
    }
    assertThat(next.received()).isEmpty();
    processor.consume(from(large + 63), logs(record(text("a"))));
    assertThat(next.received()).hasSize(64);
    assertThat(next.items()).isEqualTo(127);
    processor.consume(from("small"), logs(record(text("a"))));
    assertThat(next.received()).as("what was sent does not count any more").hasSize(64);
    processor.shutdown(soon());
  }

  @Test
  void fieldPaths() {
    assertThat(FieldPath.parse("body")).isEqualTo(new FieldPath(true, List.of()));
    assertThat(FieldPath.parse("attributes.a\\.b.c"))
        .isEqualTo(new FieldPath(false, List.of("a.b", "c")));
    for (String wrong : List.of("", "resource.x", "body.", "body..a", ".body")) {
      assertThat(FieldPath.parse(wrong)).as(wrong).isNull();
    }
  }

  @Test
  void problems() {
    assertThat(
            Configs.problems(
                LogDedupConfig.class,
                """
                interval: 0s
                conditions: ['log.bodi == "a"']
                log_count_attribute: ""
                include_fields: [resource.x]
                exclude_fields: [body]
                timezone: Mars
                metadata_keys: [a, A]
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("1: interval: must be positive"),
            p -> assertThat(p).startsWith("2: conditions::0: log has no field \"bodi\""),
            p -> assertThat(p).startsWith("3: log_count_attribute: must not be empty"),
            p -> assertThat(p).startsWith("4: include_fields: cannot be used together"),
            p -> assertThat(p).startsWith("4: include_fields::0: \"resource.x\" is no field"),
            p -> assertThat(p).startsWith("5: exclude_fields: cannot hold the whole body"),
            p -> assertThat(p).startsWith("6: timezone: \"Mars\" is no time zone"),
            p -> assertThat(p).startsWith("7: metadata_keys: \"A\" is there twice"));
  }

  @Test
  void defaults() {
    assertThat(Configs.bind(LogDedupConfig.class, "{}"))
        .isEqualTo(
            new LogDedupConfig(
                Duration.ofSeconds(10),
                List.of(),
                "log_count",
                List.of(),
                List.of(),
                "UTC",
                List.of(),
                0));
    assertThat(new LogDedupFactory().aliases()).containsExactly("logdedup");
  }
}
