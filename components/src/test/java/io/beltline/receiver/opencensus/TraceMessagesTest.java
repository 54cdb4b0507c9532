package io.beltline.receiver.opencensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceMessagesTest {
  private static final long NANOS = OcMessages.SECONDS * 1_000_000_000L;
  private static final String[] ATTRIBUTES = {
    "text=a", "whole=-5", "flag=true", "real=1.5", "later=<Unknown OpenCensus attribute value type>"
  };

  private static Slice read(Slice message) {
    return new TraceMessages().read(message, Room.unlimited());
  }

  private static Span one(Consumer<WireWriter> fields) throws Exception {
    Slice message = OcMessages.message(out -> OcMessages.nested(out, 2, fields));
    return Proto.spans(read(message)).getFirst().getScopeSpans(0).getSpans(0);
  }

  @Test
  void aSpanKeepsAllThatHasAPlace() throws Exception {
    ResourceSpans all = Proto.spans(read(OcMessages.message(OcSpans::span))).getFirst();
    Span span = all.getScopeSpans(0).getSpans(0);
    assertThat(Proto.hex(span.getTraceId())).isEqualTo(OcSpans.TRACE);
    assertThat(Proto.hex(span.getSpanId())).isEqualTo(OcSpans.SPAN);
    assertThat(Proto.hex(span.getParentSpanId())).isEqualTo(OcSpans.PARENT);
    assertThat(span.getName()).isEqualTo("/buy");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(NANOS + 1);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(NANOS + 2);
    assertThat(span.getTraceState()).isEqualTo("vendor=1,other=x:y");
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStatus().getMessage()).isEqualTo("not found");
    assertThat(Proto.texts(span.getAttributesList()))
        .startsWith(ATTRIBUTES)
        .endsWith("opencensus.same_process_as_parent_span=true")
        .hasSize(ATTRIBUTES.length + 1);
    assertThat(span.getDroppedAttributesCount()).isEqualTo(3);
    assertThat(span.getDroppedEventsCount()).isEqualTo(3);
    assertThat(span.getDroppedLinksCount()).isEqualTo(6);
    Span.Link link = span.getLinks(0);
    assertThat(Proto.hex(link.getTraceId())).isEqualTo(OcSpans.TRACE);
    assertThat(Proto.hex(link.getSpanId())).isEqualTo(OcSpans.PARENT);
    assertThat(link.getTraceState()).isEqualTo("vendor=1,other=x:y");
    assertThat(Proto.texts(link.getAttributesList())).containsExactly(ATTRIBUTES);
    assertThat(link.getDroppedAttributesCount()).isEqualTo(3);
  }

  @Test
  void annotationsAndMessageEventsBecomeEvents() throws Exception {
    ResourceSpans all = Proto.spans(read(OcMessages.message(OcSpans::span))).getFirst();
    Span span = all.getScopeSpans(0).getSpans(0);
    assertThat(span.getEventsList())
        .map(event -> event.getName() + " " + (event.getTimeUnixNano() - NANOS))
        .containsExactly(
            "cache miss 3",
            "message 4",
            "An unknown OpenCensus TimeEvent type was detected when translating 5");
    assertThat(Proto.texts(span.getEvents(0).getAttributesList())).containsExactly(ATTRIBUTES);
    assertThat(span.getEvents(0).getDroppedAttributesCount()).isEqualTo(3);
    assertThat(Proto.texts(span.getEvents(1).getAttributesList()))
        .containsExactly(
            "message.type=RECEIVED",
            "messaging.message_id=11",
            "messaging.message_payload_size_bytes=100",
            "messaging.message_payload_compressed_size_bytes=40");
  }

  @ParameterizedTest
  @CsvSource({
    "1, '', SPAN_KIND_SERVER, true",
    "2, consumer, SPAN_KIND_CLIENT, true",
    "0, consumer, SPAN_KIND_CONSUMER, false",
    "0, producer, SPAN_KIND_PRODUCER, false",
    "0, internal, SPAN_KIND_INTERNAL, false",
    "0, server, SPAN_KIND_UNSPECIFIED, true",
    "7, producer, SPAN_KIND_UNSPECIFIED, true",
  })
  void kinds(int kind, String attribute, String expected, boolean kept) throws Exception {
    Span span =
        one(
            out -> {
              out.varint(14, kind);
              OcMessages.nested(out, 7, map -> OcMessages.text(map, "span.kind", attribute));
            });
    assertThat(span.getKind().name()).isEqualTo(expected);
    assertThat(span.getAttributesCount()).isEqualTo(kept ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0, -1, STATUS_CODE_UNSET", "1, -1, STATUS_CODE_ERROR", "16, -1, STATUS_CODE_ERROR",
    "0, 1, STATUS_CODE_OK", "2, 0, STATUS_CODE_UNSET", "0, 2, STATUS_CODE_ERROR",
  })
  void statusCodes(int code, int told, String expected) throws Exception {
    Span span =
        one(
            out -> {
              OcMessages.nested(out, 11, status -> status.varint(1, code));
              if (told >= 0) {
                OcMessages.nested(
                    out,
                    7,
                    map ->
                        OcMessages.attribute(
                            map, "otel.status_code", value -> value.varint(2, told)));
              }
            });
    assertThat(span.getStatus().getCode().name()).isEqualTo(expected);
    assertThat(span.getAttributesList()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0af7651916cd43dd8448eb211c80319c00, 0af7651916cd43dd8448eb211c80319c, 0af7651916cd43dd",
    "0af7, 0af70000000000000000000000000000, 0af7000000000000",
    "0000, '', ''",
    "'', '', ''",
  })
  void idsHaveTheirLength(String id, String trace, String span) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(id);
    Span made = one(out -> out.bytes(1, bytes).bytes(2, bytes).bytes(3, bytes));
    assertThat(Proto.hex(made.getTraceId())).isEqualTo(trace);
    assertThat(Proto.hex(made.getSpanId())).isEqualTo(span);
    assertThat(Proto.hex(made.getParentSpanId())).isEqualTo(span);
  }

  @Test
  void anEmptySpanIsASpanWithoutAnything() throws Exception {
    assertThat(one(out -> {})).isEqualTo(Span.getDefaultInstance());
  }

  @Test
  void withoutSpansThereIsNothing() {
    assertThat(read(OcMessages.message(out -> {})).length()).isZero();
  }
}
