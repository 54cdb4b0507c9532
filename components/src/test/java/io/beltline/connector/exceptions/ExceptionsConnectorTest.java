package io.beltline.connector.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.connector.Outputs;
import io.beltline.connector.Points;
import io.beltline.connector.Spans;
import io.beltline.extension.Configs;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.Hostile;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExceptionsConnectorTest {
  private final TestSettings settings = TestSettings.of("exceptions");
  private final FakeClock clock = new FakeClock();
  private Outputs outputs = Outputs.of("metrics", "logs");

  private Connector started(String yaml) {
    Connector connector =
        new ExceptionsConnectorFactory()
            .create(settings.settings(), Configs.bind(ExceptionsConfig.class, yaml), outputs);
    connector.start(new TestHost(clock));
    return connector;
  }

  private static String text(String value) {
    return "{\"stringValue\":\"" + value + "\"}";
  }

  private static String event(String name, String type) {
    return "{\"timeUnixNano\":\"9\",\"name\":\""
        + name
        + "\",\"attributes\":"
        + Requests.attributes(
            "exception.type",
            text(type),
            "exception.message",
            text("m"),
            "exception.stacktrace",
            text("at x"))
        + "}";
  }

  private static Telemetry traces(String... events) {
    return Spans.raw(
        "shop",
        Spans.span(
            "pay",
            3,
            Requests.attributes("http.route", text("/pay")),
            ",\"status\":{\"code\":2},\"events\":[" + String.join(",", events) + "]"));
  }

  private List<String> points() {
    return Points.lines(outputs.get("metrics").received().getLast().telemetry());
  }

  private String logs() {
    return Requests.text(outputs.get("logs").received().getLast().telemetry());
  }

  private static final String NPE =
      "exceptions{exception.message=m, exception.type=Npe, service.name=shop,"
          + " span.kind=SPAN_KIND_SERVER, span.name=pay, status.code=STATUS_CODE_ERROR}";

  @Test
  void exceptionsAreCountedCumulatively() {
    Connector connector = started("{}");
    connector.consume(
        Context.EMPTY,
        traces(event("exception", "Npe"), event("other", "x"), event("exception", "Npe")));
    assertThat(points()).containsExactly(NPE + " 2");
    clock.advance(Duration.ofSeconds(1));
    connector.consume(Context.EMPTY, traces(event("exception", "Npe"), event("exception", "Io")));
    assertThat(points()).containsExactly(NPE.replace("Npe", "Io") + " 1", NPE + " 3");
    assertThat(Requests.text(outputs.get("metrics").received().getLast().telemetry()))
        .contains("exceptionsconnector", "\"aggregationTemporality\":2,\"isMonotonic\":true")
        .contains("\"startTimeUnixNano\":\"1767225600000000000\"")
        .contains("\"timeUnixNano\":\"1767225601000000000\"")
        .doesNotContain("exemplars");
    connector.consume(Context.EMPTY, traces(event("other", "x")));
    assertThat(outputs.get("metrics").received()).hasSize(2);
    assertThat(settings.ledger().booked())
        .containsExactlyInAnyOrderEntriesOf(Map.of("created{exceptions}", 3L + 4L));
  }

  @Test
  void aReloadGoesOnCounting() {
    TestHost host = new TestHost(clock);
    Connector before = reloaded("{}", host);
    before.consume(Context.EMPTY, traces(event("exception", "Npe"), event("exception", "Npe")));
    before.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    clock.advance(Duration.ofSeconds(5));
    Connector after = reloaded("{}", host);
    after.consume(Context.EMPTY, traces(event("exception", "Npe")));
    assertThat(points()).containsExactly(NPE + " 3");
    assertThat(Requests.text(outputs.get("metrics").received().getLast().telemetry()))
        .contains("\"startTimeUnixNano\":\"1767225600000000000\"");
    after.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    Connector other = reloaded("{exemplars: {enabled: true}}", host);
    other.consume(Context.EMPTY, traces(event("exception", "Npe")));
    assertThat(points()).containsExactly(NPE + " 1");
  }

  @Test
  void aReloadTellsWhatWasRefused() {
    TestHost host = new TestHost(clock);
    outputs.get("metrics").answering(ConsumeResult.unavailable("later", null));
    Connector before = reloaded("{}", host);
    before.consume(Context.EMPTY, traces(event("exception", "Npe")));
    before.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    outputs.get("metrics").answering(ConsumeResult.accepted());
    reloaded("{}", host).shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    assertThat(points()).containsExactly(NPE + " 1");
  }

  private Connector reloaded(String yaml, TestHost host) {
    Connector connector =
        new ExceptionsConnectorFactory()
            .create(settings.settings(), Configs.bind(ExceptionsConfig.class, yaml), outputs);
    connector.start(host);
    return connector;
  }

  @Test
  void exceptionsBecomeLogRecords() {
    Connector connector = started("{dimensions: [{name: region}, {name: none, default: d}]}");
    assertThat(connector.consume(Context.EMPTY, traces(event("exception", "Npe"), event("o", "x"))))
        .isEqualTo(ConsumeResult.accepted());
    assertThat(outputs.get("logs").items()).isEqualTo(1);
    assertThat(logs())
        .contains("\"timeUnixNano\":\"9\"", "\"severityNumber\":17", "\"severityText\":\"ERROR\"")
        .contains("\"traceId\":\"0102030405060708090a0b0c0d0e0f10\"")
        .contains("\"spanId\":\"0102030405060708\"", "\"eventName\":\"exception\"")
        .contains("{\"key\":\"http.route\",\"value\":{\"stringValue\":\"/pay\"}}")
        .contains("{\"key\":\"span.name\",\"value\":{\"stringValue\":\"pay\"}}")
        .contains("{\"key\":\"exception.stacktrace\",\"value\":{\"stringValue\":\"at x\"}}")
        .contains("{\"key\":\"none\",\"value\":{\"stringValue\":\"d\"}}")
        .contains("\"name\":\"lib\"", "\"key\":\"region\"")
        .doesNotContain("exception.type");
  }

  private static Telemetry records(String... names) {
    return Requests.json(
        Signal.LOGS,
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":"
            + Requests.attributes("service.name", text("shop"))
            + "},\"scopeLogs\":[{\"logRecords\":["
            + IntStream.range(0, names.length)
                .mapToObj(
                    i ->
                        "{\"timeUnixNano\":\""
                            + i
                            + "\",\"eventName\":\""
                            + names[i]
                            + "\",\"attributes\":"
                            + Requests.attributes("exception.type", text("Npe"))
                            + "}")
                .collect(Collectors.joining(","))
            + "]}]}]}");
  }

  @Test
  void logRecordsThatAreExceptionsPassAndAreCounted() {
    Connector connector = started("{}");
    connector.consume(Context.EMPTY, records("exception", "other", "exception"));
    assertThat(outputs.get("logs").items()).isEqualTo(2);
    assertThat(points()).containsExactly("exceptions{exception.type=Npe, service.name=shop} 2");
    connector.consume(Context.EMPTY, records("other"));
    assertThat(outputs.get("logs").received()).hasSize(1);
  }

  @Test
  void resourcesWithoutAServiceAreLeftOut() {
    Connector connector = started("{}");
    connector.consume(
        Context.EMPTY,
        Requests.json(
            Signal.TRACES,
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
                + Spans.span("a", 1, "[]", ",\"events\":[" + event("exception", "Npe") + "]")
                + "]}]}]}"));
    assertThat(outputs.get("logs").received()).isEmpty();
    assertThat(outputs.get("metrics").received()).isEmpty();
  }

  @Test
  void refusedLogsAreRefusedAndNotCounted() {
    Connector connector = started("{}");
    ConsumeResult later = ConsumeResult.unavailable("later", null);
    outputs.get("logs").answering(later);
    assertThat(connector.consume(Context.EMPTY, traces(event("exception", "Npe"))))
        .isEqualTo(later);
    assertThat(outputs.get("metrics").received()).isEmpty();
    assertThat(settings.ledger().booked()).isEmpty();
  }

  @Test
  void refusedMetricsAreToldAgain() {
    outputs = Outputs.of("metrics");
    Connector connector = started("{}");
    outputs.get("metrics").answering(ConsumeResult.unavailable("later", null));
    assertThat(connector.consume(Context.EMPTY, traces(event("exception", "Npe"))).isAccepted())
        .isTrue();
    outputs.get("metrics").answering(ConsumeResult.accepted());
    connector.consume(Context.EMPTY, traces(event("exception", "Io")));
    assertThat(points()).containsExactly(NPE.replace("Npe", "Io") + " 1", NPE + " 1");
    assertThat(settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("created{exceptions}", 2L));
  }

  @Test
  void shutdownTellsWhatIsNotTold() {
    outputs = Outputs.of("metrics");
    Connector connector = started("{}");
    outputs.get("metrics").answering(ConsumeResult.unavailable("later", null));
    connector.consume(Context.EMPTY, traces(event("exception", "Npe")));
    outputs.get("metrics").answering(ConsumeResult.accepted());
    connector.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    assertThat(points()).containsExactly(NPE + " 1");
    connector.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    assertThat(outputs.get("metrics").received()).hasSize(2);
  }

  @Test
  void whatShutdownCannotTellIsBooked() {
    outputs = Outputs.of("metrics");
    Connector connector = started("{}");
    outputs.get("metrics").answering(ConsumeResult.unavailable("later", null));
    connector.consume(Context.EMPTY, traces(event("exception", "Npe")));
    connector.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    assertThat(settings.ledger().booked())
        .containsOnly(Map.entry("created{exceptions}", 1L), Map.entry("dropped{shutdown}", 1L));
  }

  @Test
  void pointsNameSpansAsExamples() {
    outputs = Outputs.of("metrics");
    Connector connector = started("{exemplars: {enabled: true}}");
    String[] many =
        IntStream.range(0, 7).mapToObj(i -> event("exception", "Npe")).toArray(String[]::new);
    connector.consume(Context.EMPTY, traces(many));
    String sent = Requests.text(outputs.get("metrics").received().getLast().telemetry());
    assertThat(sent.split("\"traceId\":\"0102030405060708090a0b0c0d0e0f10\"", -1)).hasSize(6);
    connector.consume(Context.EMPTY, traces(event("exception", "Io")));
    assertThat(points()).hasSize(1);
  }

  @Test
  void furtherKindsCountInOneSeries() {
    outputs = Outputs.of("metrics");
    Connector connector = started("{}");
    String[] many =
        IntStream.range(0, ExceptionTable.MOST_SERIES + 3)
            .mapToObj(i -> event("exception", "T" + i))
            .toArray(String[]::new);
    connector.consume(Context.EMPTY, traces(many));
    assertThat(points())
        .hasSize(ExceptionTable.MOST_SERIES + 1)
        .contains("exceptions{otel.metric.overflow=true} 3");
    assertThat(settings.meter().count("beltline_connector_exceptions_overflows")).isEqualTo(3);
  }

  @Test
  void damagedRequestsAreNoFault() {
    Connector connector = started("{}");
    for (Signal signal : List.of(Signal.TRACES, Signal.LOGS)) {
      for (Telemetry hostile : Hostile.of(signal)) {
        try {
          assertThat(connector.consume(Context.EMPTY, hostile)).isNotNull();
        } catch (MalformedTelemetryException told) {
          assertThat(told.getMessage()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void defaults() {
    ExceptionsConfig config = Configs.bind(ExceptionsConfig.class, "{}");
    assertThat(config.dimensions())
        .containsExactly(
            new ExceptionsConfig.DimensionConfig("exception.type", null),
            new ExceptionsConfig.DimensionConfig("exception.message", null));
    assertThat(config.exemplars().enabled()).isFalse();
  }

  @Test
  void problems() {
    assertThat(
            Configs.problems(
                ExceptionsConfig.class,
                """
                dimensions:
                  - name: a
                  - name: a
                  - name: span.kind
                  - default: x
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("3: dimensions::1::name: \"a\" is a dimension already"),
            p -> assertThat(p).startsWith("4: dimensions::2::name: \"span.kind\""),
            p -> assertThat(p).startsWith("5: dimensions::3::name: is missing"));
  }
}
