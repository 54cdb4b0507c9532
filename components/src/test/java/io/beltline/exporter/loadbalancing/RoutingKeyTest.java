package io.beltline.exporter.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricView;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** The texts are those that the OpenTelemetry Collector hashes. */
class RoutingKeyTest {
  private static final long UNDECIDED = KeyReader.UNDECIDED;

  @Test
  void aTraceIdIsHashedAsItsBytes() {
    byte[] id = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    KeyReader spans = RoutingKey.TRACE_ID.reader(Signal.TRACES, List.of());
    assertThat(spans.resource(resource("a"))).isEqualTo(UNDECIDED);
    assertThat(spans.scope(scope())).isEqualTo(UNDECIDED);
    assertThat(
            spans.item(
                slice(
                    Span.newBuilder()
                        .setName("n")
                        .setTraceId(ByteString.copyFrom(id))
                        .build()
                        .toByteArray())))
        .isEqualTo(crc(id));
    assertThat(spans.item(Slice.EMPTY)).isEqualTo(crc(new byte[16]));
    KeyReader logs = RoutingKey.TRACE_ID.reader(Signal.LOGS, List.of());
    LogRecord log = LogRecord.newBuilder().setTraceId(ByteString.copyFrom(id)).build();
    assertThat(logs.item(slice(log.toByteArray()))).isEqualTo(crc(id));
  }

  @Test
  void recordsWithoutATraceAreSpreadAndEachKeepsItsPlace() {
    KeyReader logs = RoutingKey.TRACE_ID.reader(Signal.LOGS, List.of());
    Slice one = slice(LogRecord.newBuilder().setSeverityText("one").build().toByteArray());
    Slice zeros =
        slice(
            LogRecord.newBuilder()
                .setSeverityText("one")
                .setTraceId(ByteString.copyFrom(new byte[16]))
                .build()
                .toByteArray());
    Slice two = slice(LogRecord.newBuilder().setSeverityText("two").build().toByteArray());
    assertThat(logs.item(one)).isEqualTo(logs.item(one)).isNotEqualTo(logs.item(two));
    assertThat(logs.item(zeros)).isEqualTo(crc(zeros.toByteArray()));
  }

  @Test
  void theServiceOfASpanIsWrittenAsAnAttribute() {
    KeyReader spans = RoutingKey.SERVICE.reader(Signal.TRACES, List.of());
    assertThat(spans.resource(resource("shop"))).isEqualTo(crc("service.name=shop|"));
    assertThat(spans.resource(Slice.EMPTY)).isEqualTo(UNDECIDED);
    assertThat(spans.scope(Slice.EMPTY)).isEqualTo(UNDECIDED);
    assertThat(spans.item(Slice.EMPTY)).isEqualTo(crc("service.name=|"));
    Span span = Span.newBuilder().addAttributes(pair("service.name", "own")).build();
    assertThat(spans.item(slice(span.toByteArray()))).isEqualTo(crc("service.name=own|"));
  }

  @Test
  void theServiceOfMetricsAndLogsIsItsName() {
    for (Signal signal : List.of(Signal.METRICS, Signal.LOGS)) {
      KeyReader keys = RoutingKey.SERVICE.reader(signal, List.of());
      assertThat(keys.resource(resource("shop"))).isEqualTo(crc("shop"));
      assertThat(keys.resource(Slice.EMPTY)).isEqualTo(crc(""));
      Resource number =
          Resource.newBuilder()
              .addAttributes(
                  KeyValue.newBuilder()
                      .setKey("service.name")
                      .setValue(AnyValue.newBuilder().setIntValue(7)))
              .build();
      assertThat(keys.resource(slice(number.toByteArray()))).isEqualTo(crc(""));
    }
  }

  @Test
  void attributesOfSpansStandInTheOrderTheyAreConfigured() {
    KeyReader spans =
        RoutingKey.ATTRIBUTES.reader(
            Signal.TRACES, List.of("span.name", "span.kind", "service.name", "code", "scoped"));
    assertThat(spans.resource(resource("shop"))).isEqualTo(UNDECIDED);
    assertThat(spans.scope(scope())).isEqualTo(UNDECIDED);
    Span span =
        Span.newBuilder()
            .setName("GET")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("code")
                    .setValue(AnyValue.newBuilder().setIntValue(200)))
            .build();
    assertThat(spans.item(slice(span.toByteArray())))
        .isEqualTo(crc("span.name=GET|span.kind=Server|service.name=shop|code=200|scoped=yes|"));
  }

  @Test
  void attributesOfOthersStandByWhereTheyAreFound() {
    List<String> names = List.of("log.severity", "scoped", "log.body", "service.name", "none");
    KeyReader logs = RoutingKey.ATTRIBUTES.reader(Signal.LOGS, names);
    assertThat(logs.resource(resource("shop"))).isEqualTo(UNDECIDED);
    assertThat(logs.scope(scope())).isEqualTo(UNDECIDED);
    LogRecord log =
        LogRecord.newBuilder()
            .setSeverityText("WARN")
            .setBody(AnyValue.newBuilder().setStringValue("text"))
            .build();
    assertThat(logs.item(slice(log.toByteArray())))
        .isEqualTo(crc("service.name=shop|scoped=yes|log.severity=WARN|log.body=text|none=|"));
    KeyReader points = RoutingKey.ATTRIBUTES.reader(Signal.METRICS, List.of("k", "service.name"));
    assertThat(points.resource(resource("shop"))).isEqualTo(UNDECIDED);
    assertThat(points.scope(Slice.EMPTY)).isEqualTo(UNDECIDED);
    assertThat(points.item(Slice.EMPTY)).isEqualTo(UNDECIDED);
    NumberDataPoint point = NumberDataPoint.newBuilder().addAttributes(pair("k", "v")).build();
    assertThat(points.point(slice(point.toByteArray()), MetricView.SUM))
        .isEqualTo(crc("service.name=shop|k=v|"));
  }

  @Test
  void whatIsKnownOfTheResourceIsDecidedThere() {
    KeyReader keys = RoutingKey.ATTRIBUTES.reader(Signal.METRICS, List.of("service.name"));
    assertThat(keys.resource(resource("shop"))).isEqualTo(crc("service.name=shop|"));
    KeyReader scoped = RoutingKey.ATTRIBUTES.reader(Signal.LOGS, List.of("scoped"));
    assertThat(scoped.resource(resource("shop"))).isEqualTo(UNDECIDED);
    assertThat(scoped.scope(scope())).isEqualTo(crc("scoped=yes|"));
  }

  @Test
  void theNameOfAMetricIsItsKey() {
    KeyReader keys = RoutingKey.METRIC.reader(Signal.METRICS, List.of());
    Metric metric = Metric.newBuilder().setName("requests").setUnit("1").build();
    assertThat(keys.item(slice(metric.toByteArray()))).isEqualTo(crc("requests"));
  }

  @Test
  void theOrderOfAttributesDoesNotCountForAResource() {
    KeyReader keys = RoutingKey.RESOURCE.reader(Signal.LOGS, List.of());
    Resource one =
        Resource.newBuilder().addAttributes(pair("a", "1")).addAttributes(pair("b", "2")).build();
    Resource two =
        Resource.newBuilder().addAttributes(pair("b", "2")).addAttributes(pair("a", "1")).build();
    Resource other =
        Resource.newBuilder().addAttributes(pair("b", "1")).addAttributes(pair("a", "2")).build();
    assertThat(keys.resource(slice(one.toByteArray())))
        .isEqualTo(keys.resource(slice(two.toByteArray())))
        .isNotEqualTo(keys.resource(slice(other.toByteArray())));
  }

  private static Slice resource(String service) {
    return slice(
        Resource.newBuilder().addAttributes(pair("service.name", service)).build().toByteArray());
  }

  private static Slice scope() {
    return slice(
        InstrumentationScope.newBuilder()
            .setName("lib")
            .addAttributes(pair("scoped", "yes"))
            .build()
            .toByteArray());
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static Slice slice(byte[] bytes) {
    return Slice.of(bytes);
  }

  private static long crc(String text) {
    return crc(text.getBytes(StandardCharsets.UTF_8));
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
