package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Traces;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Edits made together give the bytes that they give one by one. */
class AttributeEditsTest {
  private static final List<String> KEYS =
      List.of("a", "ab", "abc", "abd", "http.method", "http.target", "http.route", "thread.id");

  @Property(tries = 2000, seed = "20261128")
  void togetherIsOneByOne(@ForAll long seed, @ForAll boolean hostile) {
    Random random = new Random(seed);
    byte[] bytes = request(random, new RandomOtlp(seed, true)).toByteArray();
    if (hostile) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    AttributeEdits edits = edits(random);
    byte[] expected = edited(bytes, edits::each);
    byte[] actual = edited(bytes, a -> a.apply(edits));
    if (hostile && (expected == null || actual == null)) {
      return; // one looks at damaged bytes that the other does not reach
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Property(tries = 2000, seed = "20261128")
  void allItemsAtOnceIsOneByOne(@ForAll long seed, @ForAll boolean hostile) {
    Random random = new Random(seed);
    byte[] bytes = request(random, new RandomOtlp(seed, true)).toByteArray();
    if (hostile) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    AttributeEdits edits = edits(random);
    boolean resourceToo = random.nextBoolean();
    byte[] expected = walked(bytes, edits, resourceToo, false);
    byte[] actual = walked(bytes, edits, resourceToo, true);
    if (hostile && (expected == null || actual == null)) {
      return; // one looks at damaged bytes that the other does not reach
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static byte @Nullable [] walked(
      byte[] bytes, AttributeEdits edits, boolean resourceToo, boolean atOnce) {
    try {
      Traces traces = traces(bytes.clone());
      int items = traces.itemCount();
      TracesEditor editor = new TracesEditor(traces);
      if (resourceToo && editor.nextResource()) {
        editor.resource().attributes().upsert("r", "s");
      }
      if (atOnce) {
        editor.editItems(edits);
      }
      while (editor.next()) {
        assertThat(atOnce).as("an item is left").isFalse();
        editor.span().attributes().apply(edits);
      }
      Traces edited = editor.finish();
      byte[] after = edited.payload().contiguous().toByteArray();
      assertThat(edited.itemCount()).isEqualTo(items);
      assertThat(traces(after).itemCount()).isEqualTo(items);
      return after;
    } catch (MalformedTelemetryException malformed) {
      return null;
    }
  }

  @Test
  void aLengthThatIsPaddedStaysWhereTheSizeDoes() {
    byte[] attribute = KeyValue.newBuilder().setKey("a").setValue(value("x")).build().toByteArray();
    byte[] padded = new byte[2 * (5 + attribute.length)];
    for (int i = 0, at = 0; i < 2; i++) {
      padded[at++] = 0x12; // a span whose length takes a byte more than it needs
      padded[at++] = (byte) (0x80 | attribute.length + 2);
      padded[at++] = 0;
      padded[at++] = 0x4a;
      padded[at++] = (byte) attribute.length;
      System.arraycopy(attribute, 0, padded, at, attribute.length);
      at += attribute.length;
    }
    byte[] request = wrapped(wrapped(padded, 0x12), 0x0a);
    AttributeEdits edits = AttributeEdits.builder().update(Attribute.of("a", "y")).build();
    assertThat(walked(request, edits, false, true))
        .isEqualTo(walked(request, edits, false, false))
        .hasSameSizeAs(request)
        .isNotEqualTo(request);
  }

  private static AnyValue value(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private static byte[] wrapped(byte[] content, int tag) {
    byte[] whole = new byte[content.length + 2];
    whole[0] = (byte) tag;
    whole[1] = (byte) content.length;
    System.arraycopy(content, 0, whole, 2, content.length);
    return whole;
  }

  @Test
  void pointsOfAllKindsAreEditedAtOnce() {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    ScopeMetrics.Builder scope = request.addResourceMetricsBuilder().addScopeMetricsBuilder();
    for (int i = 0; i < 3; i++) {
      scope.addMetricsBuilder().getGaugeBuilder().addDataPointsBuilder().setAsInt(i);
      scope.addMetricsBuilder().getSumBuilder().addDataPointsBuilder().setAsInt(i);
      var histogram = scope.addMetricsBuilder().getHistogramBuilder();
      var exponential = scope.addMetricsBuilder().getExponentialHistogramBuilder();
      var summary = scope.addMetricsBuilder().getSummaryBuilder();
      for (int k = 0; k < 4; k++) {
        KeyValue.Builder number = KeyValue.newBuilder().setKey("a").setValue(value(new Random(k)));
        histogram.addDataPointsBuilder().setCount(k).addAttributes(number);
        exponential.addDataPointsBuilder().setCount(k).addAttributes(number);
        summary.addDataPointsBuilder().setCount(k).addAttributes(number);
      }
    }
    AttributeEdits edits =
        AttributeEdits.builder().delete(AttributeKey.of("a")).insert(Attribute.of("b", 2)).build();
    Metrics metrics = new Metrics(Payload.of(request.build().toByteArray()));
    MetricsEditor walk = new MetricsEditor(metrics);
    while (walk.next()) {
      walk.attributes().apply(edits);
    }
    MetricsEditor atOnce = new MetricsEditor(metrics);
    atOnce.editItems(edits);
    Metrics edited = atOnce.finish();
    assertThat(edited.itemCount()).isEqualTo(42);
    assertThat(edited.payload().contiguous().toByteArray())
        .isEqualTo(walk.finish().payload().contiguous().toByteArray())
        .isNotEqualTo(metrics.payload().contiguous().toByteArray());
  }

  @Property(tries = 500, seed = "20261128")
  void itSaysWhetherAnythingChanged(@ForAll long seed) {
    Random random = new Random(seed);
    Traces traces = traces(request(random, new RandomOtlp(seed, false)).toByteArray());
    AttributeEdits edits = edits(random);
    TracesEditor editor = new TracesEditor(traces);
    boolean any = false;
    while (editor.next()) {
      byte[] before = editor.span().toSlice().toByteArray();
      boolean changed = editor.span().attributes().apply(edits);
      assertThat(Arrays.equals(before, editor.span().toSlice().toByteArray())).isEqualTo(!changed);
      assertThat(editor.span().attributes().apply(edits)).as("made twice").isFalse();
      any |= changed;
    }
    assertThat(editor.finish() == traces).isEqualTo(!any);
  }

  @Test
  void whatStandsBesideChildrenIsEditedToo() {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request
        .addResourceMetricsBuilder()
        .addScopeMetricsBuilder()
        .addMetricsBuilder()
        .setName("m")
        .addMetadata(KeyValue.newBuilder().setKey("a").setValue(value(new Random(1))))
        .getGaugeBuilder()
        .addDataPointsBuilder()
        .setAsInt(1);
    AttributeEdits edits =
        AttributeEdits.builder().delete(AttributeKey.of("a")).insert(Attribute.of("b", 2)).build();
    MetricsEditor editor =
        new MetricsEditor(new Metrics(Payload.of(request.build().toByteArray())));
    while (editor.nextResource()) {
      assertThat(editor.resource().attributes().apply(edits)).isTrue();
      while (editor.nextScope()) {
        assertThat(editor.scope().attributes().apply(edits)).isTrue();
        while (editor.nextMetric()) {
          assertThat(editor.metric().metadata().apply(edits)).isTrue();
          assertThat(editor.metric().metadata().string(AttributeKey.of("b"))).isEqualTo("2");
          while (editor.nextPoint()) {
            assertThat(editor.attributes().apply(edits)).isTrue();
          }
        }
      }
    }
    assertThat(editor.finish().itemCount()).isEqualTo(1);
  }

  @Test
  void aKeyIsOneOfThemOnce() {
    AttributeEdits.Builder builder = AttributeEdits.builder().delete(AttributeKey.of("a"));
    assertThat(builder.takes(AttributeKey.of("a"))).isFalse();
    assertThat(builder.takes(AttributeKey.of(""))).isFalse();
    assertThat(builder.takes(AttributeKey.of("k".repeat(128)))).isFalse();
    assertThatThrownBy(() -> builder.insert(Attribute.of("a", 1)))
        .isInstanceOf(IllegalArgumentException.class);
    for (int i = 1; i < AttributeEdits.MOST; i++) {
      builder.upsert(Attribute.of("k" + i, i));
    }
    assertThat(builder.takes(AttributeKey.of("more"))).isFalse();
  }

  private static byte @Nullable [] edited(byte[] bytes, Consumer<AttributesEditor> edit) {
    try {
      TracesEditor editor = new TracesEditor(traces(bytes.clone()));
      while (editor.next()) {
        edit.accept(editor.span().attributes());
        if (editor.span().name().length() % 3 == 1) {
          editor.span().attributes().upsert("after", 1);
        }
      }
      return editor.finish().payload().contiguous().toByteArray();
    } catch (MalformedTelemetryException malformed) {
      return null;
    }
  }

  private static Traces traces(byte[] bytes) {
    return new Traces(Payload.of(bytes));
  }

  private static ExportTraceServiceRequest request(Random random, RandomOtlp otlp) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      Span.Builder span = Span.newBuilder();
      if (random.nextBoolean()) {
        otlp.fill(span, 3);
      }
      List<String> keys = new ArrayList<>(KEYS);
      Collections.shuffle(keys, random);
      for (String key : keys.subList(0, random.nextInt(KEYS.size()))) {
        span.addAttributes(KeyValue.newBuilder().setKey(key).setValue(value(random)));
      }
      scope.addSpans(span);
    }
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request.addResourceSpansBuilder().addScopeSpans(scope);
    return request.build();
  }

  private static AnyValue.Builder value(Random random) {
    AnyValue.Builder value = AnyValue.newBuilder();
    return switch (random.nextInt(4)) {
      case 0 -> value.setStringValue("v".repeat(random.nextInt(200)));
      case 1 -> value.setIntValue(random.nextInt());
      case 2 -> value.setBoolValue(random.nextBoolean());
      default -> value.setStringValue("x");
    };
  }

  private static AttributeEdits edits(Random random) {
    AttributeEdits.Builder edits = AttributeEdits.builder();
    List<String> keys = new ArrayList<>(KEYS);
    Collections.shuffle(keys, random);
    for (String name : keys.subList(0, 1 + random.nextInt(5))) {
      Attribute attribute =
          random.nextBoolean()
              ? Attribute.of(name, "x")
              : Attribute.of(name, "w".repeat(random.nextInt(150)));
      switch (random.nextInt(4)) {
        case 0 -> edits.insert(attribute);
        case 1 -> edits.update(attribute);
        case 2 -> edits.upsert(attribute);
        default -> edits.delete(attribute.key());
      }
    }
    return edits.build();
  }
}
