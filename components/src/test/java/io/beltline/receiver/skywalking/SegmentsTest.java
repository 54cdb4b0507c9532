package io.beltline.receiver.skywalking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.beltline.components.otlp.Peak;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.Room.NoRoomException;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

  private static ResourceSpans spans(Slice otlp) throws Exception {
    return ExportTraceServiceRequest.parseFrom(otlp.toByteArray()).getResourceSpans(0);
  }

  static List<String> texts(List<KeyValue> attributes) {
    return attributes.stream()
        .map(
            pair ->
                pair.getKey()
                    + "="
                    + (pair.getValue().hasIntValue()
                        ? pair.getValue().getIntValue()
                        : pair.getValue().getStringValue()))
        .toList();
  }

  private static ByteString span(String segment, int number) {
    return ByteString.copyFrom(SwIds.span(segment, number));
  }

  @Test
  void bothFormsAreTheSame() {
    Slice json = JsonSegments.read(Slice.utf8(Segments.JSON), Room.unlimited());
    Slice proto = ProtoSegments.one(Segments.proto(), Room.unlimited());
    assertThat(json.toByteArray()).isEqualTo(proto.toByteArray());
    Slice list = JsonSegments.read(Slice.utf8("[" + Segments.JSON + "]"), Room.unlimited());
    assertThat(list.toByteArray()).isEqualTo(proto.toByteArray());
    Slice collection = ProtoSegments.collection(Segments.collection(1), Room.unlimited());
    assertThat(collection.toByteArray()).isEqualTo(proto.toByteArray());
  }

  @Test
  void aSegmentBecomesSpans() throws Exception {
    ResourceSpans all = spans(ProtoSegments.one(Segments.proto(), Room.unlimited()));
    assertThat(texts(all.getResource().getAttributesList()))
        .containsExactly(
            "net.peer.name=kafka:9092",
            "service.name=shop",
            "service.instance.id=shop@1",
            "sw8.trace_id=" + Segments.TRACE);
    List<Span> spans = all.getScopeSpans(0).getSpansList();
    Span entry = spans.getFirst();
    assertThat(entry.getTraceId()).isEqualTo(ByteString.copyFrom(SwIds.trace(Segments.TRACE)));
    assertThat(entry.getSpanId()).isEqualTo(span(Segments.SEGMENT, 0));
    assertThat(entry.getParentSpanId()).isEqualTo(span(Segments.PARENT, 123));
    assertThat(entry.getName()).isEqualTo("/buy");
    assertThat(entry.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(entry.getStartTimeUnixNano()).isEqualTo(1_700_000_000_000_000_000L);
    assertThat(entry.getEndTimeUnixNano()).isEqualTo(1_700_000_000_500_000_000L);
    assertThat(entry.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(entry.getStatus().getMessage()).isEqualTo("ERROR");
    assertThat(texts(entry.getAttributesList()))
        .containsExactly("sw8.segment_id=" + Segments.SEGMENT, "sw8.span_id=0");
    assertThat(entry.getEvents(0).getName()).isEqualTo("logs");
    assertThat(entry.getEvents(0).getTimeUnixNano()).isEqualTo(1_700_000_000_100_000_000L);
    assertThat(texts(entry.getEvents(0).getAttributesList())).containsExactly("event=error");
    assertThat(entry.getLinks(0).getSpanId()).isEqualTo(span(Segments.PARENT, 123));
    assertThat(entry.getLinks(0).getTraceId()).isEqualTo(entry.getTraceId());
    assertThat(texts(entry.getLinks(0).getAttributesList()))
        .containsExactly(
            "parent.service=web",
            "parent.service.instance=web@1",
            "parent.endpoint=/",
            "network.AddressUsedAtPeer=shop:80",
            "refType=CrossThread",
            "sw8.trace_id=" + Segments.TRACE,
            "sw8.parent_segment_id=" + Segments.PARENT,
            "sw8.parent_span_id=123");
    Span exit = spans.getLast();
    assertThat(exit.getParentSpanId()).isEqualTo(entry.getSpanId());
    assertThat(exit.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_PRODUCER);
    assertThat(exit.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(exit.getStatus().getMessage()).isEqualTo("SUCCESS");
    assertThat(texts(exit.getAttributesList()))
        .containsExactly(
            "mq.broker=kafka:9092",
            "n=5",
            "sw8.segment_id=" + Segments.SEGMENT,
            "sw8.span_id=1",
            "sw8.parent_span_id=0");
  }

  @ParameterizedTest
  @CsvSource({
    "Entry, Http, SPAN_KIND_SERVER", "Exit, Cache, SPAN_KIND_CLIENT",
    "Local, Unknown, SPAN_KIND_INTERNAL", "Entry, MQ, SPAN_KIND_CONSUMER",
    "Exit, MQ, SPAN_KIND_PRODUCER", "Local, MQ, SPAN_KIND_UNSPECIFIED",
    "Later, Http, SPAN_KIND_UNSPECIFIED", "Entry, Later, SPAN_KIND_SERVER",
  })
  void kinds(String type, String layer, String kind) throws Exception {
    String json =
        "{\"traceId\":\"t\",\"traceSegmentId\":\"s\",\"spans\":[{\"spanType\":\"%s\",\"spanLayer\":\"%s\"}]}"
            .formatted(type, layer);
    Span span =
        spans(JsonSegments.read(Slice.utf8(json), Room.unlimited())).getScopeSpans(0).getSpans(0);
    assertThat(span.getKind().name()).isEqualTo(kind);
  }

  @Test
  void aReferenceWithoutIdsIsNeitherParentNorLink() throws Exception {
    String json =
        "{\"traceId\":\"t\",\"traceSegmentId\":\"s\",\"spans\":[{\"parentSpanId\":-1,\"refs\":[{}]}]}";
    Span span =
        spans(JsonSegments.read(Slice.utf8(json), Room.unlimited())).getScopeSpans(0).getSpans(0);
    assertThat(span.getParentSpanId().isEmpty()).isTrue();
    assertThat(span.getLinksList()).isEmpty();
  }

  @Test
  void withoutSpansThereIsNothing() {
    assertThat(ProtoSegments.one(Slice.EMPTY, Room.unlimited()).length()).isZero();
    assertThat(JsonSegments.read(Slice.utf8("[{},{}]"), Room.unlimited()).length()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | expected: an object",
        "5 | expected: an object",
        "[5] | expected: an object",
        "{ | no JSON",
        "{} {} | behind",
        "{\"spans\":[{}]} | no traceId",
        "{\"traceId\":\"t\",\"spans\":[{}]} | no traceSegmentId",
        "{\"traceId\":[]} | traceId is START_ARRAY",
        "{\"spans\":{\"a\":1}} | expected: an array",
        "{\"spans\":[{\"spanId\":\"x\"}]} | expected: a number",
        "{\"spans\":[{\"spanId\":1.5}]} | expected: a number",
        "{\"spans\":[{\"spanId\":99999999999999999999}]} | no JSON",
        "{\"spans\":[{\"isError\":1}]} | expected: true or false",
      })
  void whatIsNoSegmentIsRefused(String json, String words) {
    assertThatThrownBy(() -> JsonSegments.read(Slice.utf8(json), Room.unlimited()))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aLongIdOfManySpansNeedsItsRoom() {
    WireWriter out = new WireWriter();
    out.string(1, "t").string(2, "s".repeat(1 << 20));
    for (int i = 0; i < 10_000; i++) {
      int span = out.begin(3);
      out.end(span);
    }
    Peak account = new Peak(64 << 20);
    assertThatThrownBy(
            () -> ProtoSegments.one(out.toSlice(), Room.beside(account.request(2 << 20))))
        .isInstanceOf(NoRoomException.class);
  }
}
