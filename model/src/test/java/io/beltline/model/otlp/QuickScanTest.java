package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.beltline.model.MalformedTelemetryException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QuickScanTest {
  private static final Map<Message, Supplier<MessageView>> TYPES =
      Map.ofEntries(
          Map.entry(KeyValue.getDefaultInstance(), KeyValueView::new),
          Map.entry(AnyValue.getDefaultInstance(), AnyValueView::new),
          Map.entry(ResourceSpans.getDefaultInstance(), ResourceSpansView::new),
          Map.entry(ScopeSpans.getDefaultInstance(), ScopeSpansView::new),
          Map.entry(Span.getDefaultInstance(), SpanView::new),
          Map.entry(Span.Event.getDefaultInstance(), SpanEventView::new),
          Map.entry(Span.Link.getDefaultInstance(), SpanLinkView::new),
          Map.entry(Status.getDefaultInstance(), StatusView::new),
          Map.entry(ScopeLogs.getDefaultInstance(), ScopeLogsView::new),
          Map.entry(LogRecord.getDefaultInstance(), LogRecordView::new),
          Map.entry(ScopeMetrics.getDefaultInstance(), ScopeMetricsView::new),
          Map.entry(Metric.getDefaultInstance(), MetricView::new),
          Map.entry(Gauge.getDefaultInstance(), GaugeView::new),
          Map.entry(Sum.getDefaultInstance(), SumView::new),
          Map.entry(NumberDataPoint.getDefaultInstance(), NumberDataPointView::new));

  /** Also with fields twice and out of order, and with bytes that are wrong. */
  @Property(tries = 2000, seed = "20261123")
  void findsWhatTheScanOfAllTypesFinds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 2) int times, @ForAll boolean hostile)
      throws IOException {
    for (Map.Entry<Message, Supplier<MessageView>> type : TYPES.entrySet()) {
      Random random = new Random(seed);
      RandomOtlp values = new RandomOtlp(seed, true);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int i = 0; i < times; i++) {
        values.fill(type.getKey().newBuilderForType(), 7).writeTo(bytes);
      }
      byte[] message = bytes.toByteArray();
      if (hostile && message.length > 0) {
        message[random.nextInt(message.length)] = (byte) random.nextInt();
      }
      compare(type.getValue(), message, message.length);
      compare(type.getValue(), message, random.nextInt(message.length + 1));
    }
  }

  private static void compare(Supplier<MessageView> type, byte[] message, int end) {
    MessageView quick = type.get();
    MessageView slow = type.get();
    quick.wrap(message, 0, end);
    slow.wrap(message, 0, end);
    boolean mine = survives(() -> quick.scan(quick.quick()));
    assertThat(mine).isEqualTo(survives(() -> slow.scan(0)));
    if (mine) {
      assertThat(quick.present).isEqualTo(slow.present);
      for (int slot = 0; slot < quick.type.table.length; slot++) {
        if ((quick.present >>> slot & 1) != 0) {
          assertThat(quick.slots[2 * slot]).isEqualTo(slow.slots[2 * slot]);
          assertThat(quick.slots[2 * slot + 1]).isEqualTo(slow.slots[2 * slot + 1]);
        }
      }
    }
  }

  private static boolean survives(Runnable scan) {
    try {
      scan.run();
      return true;
    } catch (MalformedTelemetryException e) {
      assertThat(e.getMessage()).isNotEmpty();
      return false;
    }
  }

  @Test
  void readsUsualMessages() {
    AnyValue text = AnyValue.newBuilder().setStringValue("v").build();
    KeyValue attribute = KeyValue.newBuilder().setKey("k").setValue(text).build();
    assertThat(quick(new AnyValueView(), text)).isTrue();
    assertThat(quick(new AnyValueView(), AnyValue.newBuilder().setIntValue(-1).build())).isTrue();
    assertThat(quick(new AnyValueView(), AnyValue.newBuilder().setDoubleValue(1).build())).isTrue();
    assertThat(quick(new KeyValueView(), attribute)).isTrue();
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(new byte[16]))
            .setName("work")
            .setFlags(257)
            .setEndTimeUnixNano(5)
            .addAttributes(attribute)
            .addAttributes(attribute)
            .setStatus(Status.newBuilder().setCodeValue(2));
    assertThat(quick(new SpanView(), span.build())).isTrue();
    assertThat(quick(new SpanView(), span.setName("x".repeat(200)).build())).isTrue();
  }

  @Test
  void leavesFieldsThatAreToBeMerged() {
    Span span = Span.newBuilder().setStatus(Status.newBuilder().setCodeValue(2)).build();
    byte[] twice = span.toByteString().concat(span.toByteString()).toByteArray();
    SpanView view = new SpanView();
    view.wrap(twice, 0, twice.length);
    assertThat(view.quick()).isEqualTo(twice.length / 2);
    assertThat(view.status().code()).isEqualTo(2);
  }

  private static boolean quick(MessageView view, Message message) {
    byte[] bytes = message.toByteArray();
    view.wrap(bytes, 0, bytes.length);
    return view.quick() == bytes.length;
  }
}
