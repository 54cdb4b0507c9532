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
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.WireWriter;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExceptionSeriesLimitsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestSettings settings = TestSettings.of("exceptions");
  private final FakeClock clock = new FakeClock();
  private final TestHost host = new TestHost(clock);
  private final Outputs outputs = Outputs.of("metrics");

  private Connector started(String yaml) {
    Connector connector =
        new ExceptionsConnectorFactory()
            .create(settings.settings(), Configs.bind(ExceptionsConfig.class, yaml), outputs);
    connector.start(host);
    return connector;
  }

  private static String text(String value) {
    return "{\"stringValue\":\"" + value + "\"}";
  }

  private static String event(String message) {
    return eventWith(text(message));
  }

  private static String eventWith(String message) {
    return "{\"name\":\"exception\",\"attributes\":"
        + Requests.attributes("exception.message", message)
        + "}";
  }

  private static Telemetry traces(List<String> events) {
    return Spans.raw(
        "shop", Spans.span("pay", 3, "[]", ",\"events\":[" + String.join(",", events) + "]"));
  }

  private static void count(Connector connector, String... messages) {
    List<String> events =
        List.of(messages).stream()
            .map(ExceptionSeriesLimitsTest::event)
            .collect(Collectors.toList());
    assertThat(connector.consume(Context.EMPTY, traces(events)).isAccepted()).isTrue();
  }

  private List<String> points() {
    return Points.lines(outputs.get("metrics").received().getLast().telemetry());
  }

  private String sent() {
    return Requests.text(outputs.get("metrics").received().getLast().telemetry());
  }

  private int requests() {
    return outputs.get("metrics").received().size();
  }

  private static String point(String message, long count) {
    return "exceptions{exception.message="
        + message
        + ", service.name=shop, span.kind=SPAN_KIND_SERVER, span.name=pay,"
        + " status.code=STATUS_CODE_UNSET} "
        + count;
  }

  @Test
  void whatWasNotSeenForLongIsToldOnceMoreAndForgotten() {
    Connector connector = started("{}");
    count(connector, "m");
    clock.advance(MINUTE.multipliedBy(14));
    assertThat(requests()).isEqualTo(1);
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(requests()).isEqualTo(2);
    assertThat(points()).containsExactly(point("m", 1));
    String end = sent().replaceAll("(?s).*\"timeUnixNano\":\"(\\d+)\".*", "$1");
    clock.advance(MINUTE.multipliedBy(30));
    assertThat(requests()).as("nothing is left to tell").isEqualTo(2);
    count(connector, "m");
    assertThat(points()).as("it begins anew").containsExactly(point("m", 1));
    assertThat(sent())
        .as("where it was forgotten, not where it began first")
        .contains("\"startTimeUnixNano\":\"" + end + "\"");
  }

  @Test
  void whatIsSeenStays() {
    Connector connector = started("{}");
    count(connector, "old", "seen");
    clock.advance(MINUTE.multipliedBy(10));
    count(connector, "seen");
    clock.advance(MINUTE.multipliedBy(6));
    assertThat(points()).containsExactly(point("old", 1));
    count(connector, "seen");
    assertThat(points()).containsExactly(point("seen", 3));
    assertThat(sent()).contains("\"startTimeUnixNano\":\"1767225600000000000\"");
  }

  @Test
  void whatIsRefusedIsNotForgotten() {
    Connector connector = started("{}");
    outputs.get("metrics").answering(ConsumeResult.unavailable("later", null));
    count(connector, "m");
    clock.advance(MINUTE.multipliedBy(60));
    outputs.get("metrics").answering(ConsumeResult.accepted());
    clock.advance(MINUTE);
    assertThat(points()).containsExactly(point("m", 1));
    assertThat(settings.ledger().booked()).containsExactly(Map.entry("created{exceptions}", 1L));
    int told = requests();
    clock.advance(MINUTE.multipliedBy(60));
    assertThat(requests()).isEqualTo(told);
  }

  @Test
  void aReloadKeepsTheTimeThatWasWaited() {
    Connector before = started("{}");
    count(before, "m");
    clock.advance(MINUTE.multipliedBy(10));
    before.shutdown(Deadline.in(clock, MINUTE));
    assertThat(clock.pending()).isZero();
    Connector after = started("{}");
    clock.advance(MINUTE.multipliedBy(6));
    assertThat(requests()).isEqualTo(2);
    after.shutdown(Deadline.in(clock, MINUTE));
    assertThat(clock.pending()).isZero();
  }

  @Test
  void textsAreCutAndCounted() {
    Connector connector = started("{}");
    String odd = "x" + "\u00e4".repeat(1500); // the cut falls into a character
    count(connector, odd, odd + "y", "short");
    String kept = "x" + "\u00e4".repeat(1023);
    assertThat(points()).containsExactly(point("short", 1), point(kept, 2));
    assertThat(settings.meter().count("beltline_connector_exceptions_cut_texts")).isEqualTo(2);
  }

  @Test
  void longValuesThatAreNoTextBecomeOne() {
    Connector connector = started("{}");
    String numbers =
        IntStream.range(0, 2000)
            .mapToObj(i -> "{\"intValue\":\"7\"}")
            .collect(Collectors.joining(","));
    String list = "{\"arrayValue\":{\"values\":[" + numbers + "]}}";
    connector.consume(Context.EMPTY, traces(List.of(eventWith(list))));
    assertThat(points()).containsExactly(point("[" + "7,".repeat(1023) + "7", 1));
    assertThat(settings.meter().count("beltline_connector_exceptions_cut_texts")).isEqualTo(1);
  }

  @Test
  void spansWithIdsThatAreNoneAreNoExamples() {
    ExceptionSeries series = new ExceptionSeries(Slice.EMPTY, 0);
    SpanView span = new SpanView();
    WireWriter out = new WireWriter();
    out.bytes(SpanView.TRACE_ID, new byte[5000]);
    span.wrap(out.bytes(SpanView.SPAN_ID, new byte[8]).toSlice());
    series.add();
    series.example(span.traceId(), span.spanId());
    WireWriter point = new WireWriter();
    series.write(point, 1);
    assertThat(point.size()).isLessThan(100);
  }

  @Test
  void logRecordsKeepTheirTexts() {
    Outputs logs = Outputs.of("logs");
    Connector connector =
        new ExceptionsConnectorFactory()
            .create(settings.settings(), Configs.bind(ExceptionsConfig.class, "{}"), logs);
    connector.start(host);
    count(connector, "m".repeat(5000));
    assertThat(Requests.text(logs.get("logs").received().getLast().telemetry()))
        .contains("m".repeat(5000));
  }

  @Test
  void longSeriesHaveLessRoom() {
    Connector connector = started("{}");
    int fit = (int) (ExceptionTable.MOST_BYTES / 2048);
    for (int i = 0; i < fit; i += 64) {
      int from = i;
      count(
          connector,
          IntStream.range(from, from + 64)
              .mapToObj(k -> k + "m".repeat(3000))
              .toArray(String[]::new));
    }
    count(connector, "one more that is long" + "m".repeat(3000));
    assertThat(points()).singleElement().asString().contains("otel.metric.overflow=true");
    assertThat(settings.meter().count("beltline_connector_exceptions_overflows"))
        .isBetween(1L, fit / 2L);
    clock.advance(MINUTE.multipliedBy(20));
    count(connector, "m");
    assertThat(points()).as("there is room again").containsExactly(point("m", 1));
  }
}
