package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.beltline.model.Mergeable;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Traces;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TelemetryEditorTest {
  private static final Attribute NEW = Attribute.of("new", "x".repeat(60));
  private static final KeyValue ORACLE =
      KeyValue.newBuilder()
          .setKey("new")
          .setValue(AnyValue.newBuilder().setStringValue("x".repeat(60)))
          .build();

  @Property(tries = 250, seed = "20261123")
  void editsTracesAsTheOracleDoes(@ForAll long seed) throws InvalidProtocolBufferException {
    ExportTraceServiceRequest request =
        (ExportTraceServiceRequest) new RandomOtlp(seed, true).request(Signal.TRACES);
    Traces one = new Traces(Payload.of(request.toByteArray()));
    Traces traces = Mergeable.merge(List.of(one, one));
    TracesEditor editor = new TracesEditor(traces);
    Random random = new Random(seed);
    ExportTraceServiceRequest.Builder expected = ExportTraceServiceRequest.newBuilder();
    expected.setUnknownFields(
        request.toBuilder().mergeFrom(request.toByteArray()).build().getUnknownFields());
    for (int twice = 0; twice < 2; twice++) {
      for (ResourceSpans resource : request.getResourceSpansList()) {
        assertThat(editor.nextResource()).isTrue();
        resource(editor, resource, random, expected);
      }
    }
    assertThat(editor.nextResource()).isFalse();
    Traces edited = editor.finish();
    assertThat(ExportTraceServiceRequest.parseFrom(bytes(edited.payload())))
        .isEqualTo(expected.build());
  }

  private static void resource(
      TracesEditor editor,
      ResourceSpans resource,
      Random random,
      ExportTraceServiceRequest.Builder expected) {
    ResourceSpans.Builder copy = resource.toBuilder().clearScopeSpans();
    boolean early = random.nextInt(3) == 0;
    if (early) {
      editor.resource().attributes().add(NEW);
      copy.getResourceBuilder().addAttributes(ORACLE);
    }
    boolean removed = false;
    boolean walk = random.nextInt(6) > 0;
    for (ScopeSpans scope : resource.getScopeSpansList()) {
      if (!walk) {
        copy.addScopeSpans(scope);
        continue;
      }
      assertThat(editor.nextScope()).isTrue();
      int before = copy.getScopeSpansCount();
      scope(editor, scope, random, copy);
      removed |= copy.getScopeSpansCount() == before;
      if (random.nextInt(6) == 0) {
        editor.resourceSchemaUrl("https://schema");
        copy.setSchemaUrl("https://schema");
      }
    }
    if (!removed || copy.getScopeSpansCount() > 0) {
      expected.addResourceSpans(copy);
    }
  }

  private static void scope(
      TracesEditor editor, ScopeSpans scope, Random random, ResourceSpans.Builder expected) {
    ScopeSpans.Builder copy = scope.toBuilder().clearSpans();
    if (random.nextInt(3) == 0) {
      editor.scope().name("early");
      copy.getScopeBuilder().setName("early");
    }
    boolean removed = false;
    for (Span span : scope.getSpansList()) {
      assertThat(editor.nextSpan()).isTrue();
      Span.Builder edited = span.toBuilder();
      switch (random.nextInt(6)) {
        case 0 -> {
          editor.removeSpan();
          removed = true;
          continue;
        }
        case 1 -> {
          editor.span().attributes().add(NEW);
          edited.addAttributes(ORACLE);
        }
        case 2 -> {
          editor.span().attributes().add(NEW);
          editor.removeSpan();
          removed = true;
          continue;
        }
        case 3 -> {
          editor.scope().version("late");
          copy.getScopeBuilder().setVersion("late");
          editor.span().name("renamed");
          edited.setName("renamed");
        }
        case 4 -> {
          editor.addSpan(Slice.of(span.toByteArray()));
          copy.addSpans(span);
        }
        default -> {}
      }
      copy.addSpans(edited);
    }
    if (!removed || copy.getSpansCount() > 0) {
      expected.addScopeSpans(copy);
    }
  }

  @Property(tries = 100, seed = "20261123")
  void returnsWhatIsNotChanged(@ForAll long seed) {
    Traces traces =
        new Traces(Payload.of(new RandomOtlp(seed, true).request(Signal.TRACES).toByteArray()));
    TracesEditor editor = new TracesEditor(traces);
    int count = 0;
    while (editor.next()) {
      editor.resource().attributes().contains("a");
      editor.scope().name();
      editor.span().attributes().update(Attribute.of("no such", 1));
      count++;
    }
    assertThat(editor.finish()).isSameAs(traces);
    assertThat(count).isEqualTo(traces.itemCount());
  }

  @Property(tries = 200, seed = "20261123")
  void editsMetricsAsTheOracleDoes(@ForAll long seed) throws InvalidProtocolBufferException {
    ExportMetricsServiceRequest request =
        (ExportMetricsServiceRequest) new RandomOtlp(seed, false).request(Signal.METRICS);
    MetricsEditor editor = new MetricsEditor(new Metrics(Payload.of(request.toByteArray())));
    ExportMetricsServiceRequest.Builder expected = request.toBuilder();
    for (ResourceMetrics.Builder resource : expected.getResourceMetricsBuilderList()) {
      assertThat(editor.nextResource()).isTrue();
      assertThat(ResourceMetrics.parseFrom(editor.wholeResource().toByteArray()))
          .isEqualTo(resource.build());
      for (ScopeMetrics.Builder scope : resource.getScopeMetricsBuilderList()) {
        assertThat(editor.nextScope()).isTrue();
        assertThat(ScopeMetrics.parseFrom(editor.wholeScope().toByteArray()))
            .isEqualTo(scope.build());
        for (Metric.Builder metric : scope.getMetricsBuilderList()) {
          assertThat(editor.nextMetric()).isTrue();
          assertThat(editor.dataCase()).isEqualTo(metric.getDataCase().getNumber());
          assertThat(Metric.parseFrom(editor.wholeMetric().toByteArray()))
              .isEqualTo(metric.build());
          metric(editor, metric);
        }
      }
    }
    assertThat(ExportMetricsServiceRequest.parseFrom(bytes(editor.finish().payload())))
        .isEqualTo(expected.build());
  }

  private static void metric(MetricsEditor editor, Metric.Builder metric) {
    if (metric.getName().length() > 5) {
      editor.metric().name("early");
      metric.setName("early");
    }
    while (editor.nextPoint()) {
      editor.attributes().add(NEW);
    }
    switch (metric.getDataCase()) {
      case GAUGE -> each(metric.getGaugeBuilder().getDataPointsBuilderList());
      case SUM -> {
        metric.getSumBuilder().getDataPointsBuilderList().forEach(p -> p.addAttributes(ORACLE));
        editor.data().isMonotonic(true);
        metric.getSumBuilder().setIsMonotonic(true);
      }
      case HISTOGRAM ->
          metric
              .getHistogramBuilder()
              .getDataPointsBuilderList()
              .forEach(p -> p.addAttributes(ORACLE));
      case EXPONENTIAL_HISTOGRAM ->
          metric
              .getExponentialHistogramBuilder()
              .getDataPointsBuilderList()
              .forEach(p -> p.addAttributes(ORACLE));
      case SUMMARY ->
          metric
              .getSummaryBuilder()
              .getDataPointsBuilderList()
              .forEach(p -> p.addAttributes(ORACLE));
      case DATA_NOT_SET -> {}
    }
    editor.metric().unit("late");
    metric.setUnit("late");
  }

  private static void each(List<io.opentelemetry.proto.metrics.v1.NumberDataPoint.Builder> points) {
    points.forEach(point -> point.addAttributes(ORACLE));
  }

  @Test
  void dropsWhatBecameEmpty() {
    Traces traces =
        new Traces(Payload.of(new RandomOtlp(7, false).request(Signal.TRACES).toByteArray()));
    assertThat(traces.itemCount()).isPositive();
    TracesEditor editor = new TracesEditor(traces);
    while (editor.next()) {
      editor.removeSpan();
    }
    Traces rest = editor.finish();
    assertThat(rest.isEmpty()).isTrue();
    assertThat(rest.byteSize()).isLessThan(traces.byteSize());
  }

  private static byte[] bytes(Payload payload) {
    return payload.contiguous().toByteArray();
  }
}
