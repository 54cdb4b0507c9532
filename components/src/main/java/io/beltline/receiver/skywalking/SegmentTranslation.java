package io.beltline.receiver.skywalking;

import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.components.traces.Attributes;
import io.beltline.components.traces.SpanFields;
import io.beltline.components.traces.SpanGroups;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.SpanKind;
import io.beltline.model.otlp.StatusCode;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.skywalking.Segment.Log;
import io.beltline.receiver.skywalking.Segment.Reference;
import io.beltline.receiver.skywalking.Segment.SwSpan;
import java.util.List;
import java.util.Map;

/**
 * Writes segments as an OTLP request. For one thread and one request.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/pkg/translator/skywalking">the
 *     mapping</a>
 */
final class SegmentTranslation {
  private static final long MILLI = 1_000_000;
  private static final int NONE = -1;

  /** How a reference reaches from one segment to another. */
  private static final List<String> TYPES = List.of("CrossProcess", "CrossThread");

  /** The tags that have another name on a resource. */
  private static final Map<String, String> RESOURCE_NAMES =
      Map.of(
          "url", "http.url",
          "status_code", "http.status_code",
          "db.type", "db.system",
          "db.instance", "db.name",
          "mq.broker", "net.peer.name");

  private final SpanGroups groups = new SpanGroups();
  private final Room room;

  SegmentTranslation(Room room) {
    this.room = room;
  }

  /**
   * Adds a segment; one without spans leaves no trace.
   *
   * @throws MalformedTelemetryException if it has no ids
   */
  void add(Segment segment) {
    if (segment.spans.isEmpty()) {
      return;
    }
    if (segment.traceId.isEmpty()) {
      throw new MalformedTelemetryException("a segment has no traceId");
    }
    if (segment.id.isEmpty()) {
      throw new MalformedTelemetryException("a segment has no traceSegmentId");
    }
    room.take(2L * segment.id.length() * segment.spans.size()); // each span names it
    WireWriter out = groups.spans(resource(segment), Slice.EMPTY);
    byte[] trace = SwIds.trace(segment.traceId);
    segment.spans.forEach(span -> write(out, trace, segment.id, span));
  }

  /** All spans as a request. */
  Slice toRequest() {
    return groups.toRequest();
  }

  private static Slice resource(Segment segment) {
    WireWriter out = new WireWriter();
    segment
        .spans
        .getLast()
        .tags
        .forEach(
            (key, value) -> {
              String name = RESOURCE_NAMES.get(key);
              if (name != null) {
                Attributes.text(out, SpanFields.RESOURCE_ATTRIBUTES, name, value);
              }
            });
    Attributes.text(out, SpanFields.RESOURCE_ATTRIBUTES, "service.name", segment.service);
    Attributes.text(out, SpanFields.RESOURCE_ATTRIBUTES, "service.instance.id", segment.instance);
    Attributes.text(out, SpanFields.RESOURCE_ATTRIBUTES, "sw8.trace_id", segment.traceId);
    return out.toSlice();
  }

  private static void write(WireWriter out, byte[] trace, String segment, SwSpan span) {
    int mark = out.begin(SpanFields.SPAN);
    out.bytes(SpanFields.TRACE_ID, trace);
    out.bytes(SpanFields.SPAN_ID, SwIds.span(segment, span.id));
    if (span.parentId != NONE) {
      out.bytes(SpanFields.PARENT_SPAN_ID, SwIds.span(segment, span.parentId));
    } else if (span.references.size() == 1 && span.references.getFirst().isComplete()) {
      Reference parent = span.references.getFirst();
      out.bytes(SpanFields.PARENT_SPAN_ID, SwIds.span(parent.segmentId, parent.spanId));
    }
    if (!span.name.isEmpty()) {
      out.string(SpanFields.NAME, span.name);
    }
    int kind = kind(span);
    if (kind != 0) {
      out.varint(SpanFields.KIND, kind);
    }
    out.fixed64(SpanFields.START, span.start * MILLI);
    out.fixed64(SpanFields.END, span.end * MILLI);
    attributes(out, segment, span);
    span.logs.forEach(log -> event(out, log));
    for (Reference reference : span.references) {
      if (reference.isComplete()) {
        link(out, reference);
      }
    }
    int status = out.begin(SpanFields.STATUS);
    out.string(SpanFields.STATUS_MESSAGE, span.failed ? "ERROR" : "SUCCESS");
    out.varint(SpanFields.STATUS_CODE, span.failed ? StatusCode.ERROR : StatusCode.OK).end(status);
    out.end(mark);
  }

  private static int kind(SwSpan span) {
    boolean queue = span.layer == SwSpan.MQ;
    return switch (span.type) {
      case SwSpan.ENTRY -> queue ? SpanKind.CONSUMER : SpanKind.SERVER;
      case SwSpan.EXIT -> queue ? SpanKind.PRODUCER : SpanKind.CLIENT;
      case SwSpan.LOCAL -> queue ? 0 : SpanKind.INTERNAL;
      default -> 0;
    };
  }

  private static void attributes(WireWriter out, String segment, SwSpan span) {
    span.tags.remove("sw8.segment_id");
    span.tags.remove("sw8.span_id");
    if (span.parentId != NONE) {
      span.tags.remove("sw8.parent_span_id");
    }
    span.tags.forEach((key, value) -> Attributes.text(out, SpanFields.ATTRIBUTES, key, value));
    Attributes.text(out, SpanFields.ATTRIBUTES, "sw8.segment_id", segment);
    Attributes.whole(out, SpanFields.ATTRIBUTES, "sw8.span_id", span.id);
    if (span.parentId != NONE) {
      Attributes.whole(out, SpanFields.ATTRIBUTES, "sw8.parent_span_id", span.parentId);
    }
  }

  private static void event(WireWriter out, Log log) {
    int mark = out.begin(SpanFields.EVENTS);
    out.fixed64(SpanFields.EVENT_TIME, log.time * MILLI).string(SpanFields.EVENT_NAME, "logs");
    log.data.forEach((key, value) -> Attributes.text(out, SpanFields.EVENT_ATTRIBUTES, key, value));
    out.end(mark);
  }

  private static void link(WireWriter out, Reference from) {
    int mark = out.begin(SpanFields.LINKS);
    out.bytes(SpanFields.LINK_TRACE_ID, SwIds.trace(from.traceId));
    out.bytes(SpanFields.LINK_SPAN_ID, SwIds.span(from.segmentId, from.spanId));
    text(out, "parent.service", from.service);
    text(out, "parent.service.instance", from.instance);
    text(out, "parent.endpoint", from.endpoint);
    text(out, "network.AddressUsedAtPeer", from.address);
    text(out, "refType", MessageParts.name(TYPES, from.type));
    text(out, "sw8.trace_id", from.traceId);
    text(out, "sw8.parent_segment_id", from.segmentId);
    text(out, "sw8.parent_span_id", Integer.toString(from.spanId));
    out.end(mark);
  }

  private static void text(WireWriter out, String key, String value) {
    Attributes.text(out, SpanFields.LINK_ATTRIBUTES, key, value);
  }
}
