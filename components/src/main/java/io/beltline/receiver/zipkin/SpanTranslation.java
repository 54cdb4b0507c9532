package io.beltline.receiver.zipkin;

import io.beltline.components.otlp.Room;
import io.beltline.components.traces.Attributes;
import io.beltline.components.traces.Ids;
import io.beltline.components.traces.SpanFields;
import io.beltline.components.traces.SpanGroups;
import io.beltline.model.Slice;
import io.beltline.model.otlp.SpanKind;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.zipkin.ZipkinSpan.Annotation;

/**
 * Writes spans of Zipkin as an OTLP request: the way back of what exporters do. For one thread and
 * one request.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-specification/blob/main/specification/trace/sdk_exporters/zipkin.md">the
 *     way there</a>
 */
final class SpanTranslation {
  /** On spans that do not tell when they began: it is written as 1970. */
  static final String START_ABSENT = "otel.zipkin.absentField.startTime";

  /** On spans that have the id of the other side's span. */
  static final String SHARED = "zipkin.shared";

  /** On spans that their client marked to be kept by all means. */
  static final String DEBUG = "zipkin.debug";

  private final boolean parseStringTags;
  private final Room room;
  private final SpanGroups groups = new SpanGroups();
  private final SharedTags shared = new SharedTags();

  /**
   * No spans yet.
   *
   * @param room for what is made of texts
   */
  SpanTranslation(boolean parseStringTags, Room room) {
    this.room = room;
    this.parseStringTags = parseStringTags;
  }

  /** Adds a span, whose tags are used up. */
  void add(ZipkinSpan span) {
    Slice resource = shared.resource(span.local.serviceName(), span.tags);
    WireWriter out = groups.spans(resource, shared.scope(span.tags));
    int mark = out.begin(SpanFields.SPAN);
    Ids.trace(out, SpanFields.TRACE_ID, span.traceIdHigh, span.traceIdLow);
    Ids.span(out, SpanFields.SPAN_ID, span.id);
    Tag state = span.tags.remove("w3c.tracestate");
    if (state != null && !state.text().isEmpty()) {
      out.string(SpanFields.TRACE_STATE, state.text());
    }
    if (span.parentId != 0 && span.parentId != span.id) {
      Ids.span(out, SpanFields.PARENT_SPAN_ID, span.parentId);
    }
    if (!span.name.isEmpty()) {
      out.string(SpanFields.NAME, span.name);
    }
    kind(out, span);
    long start = span.timestamp * 1000;
    out.fixed64(SpanFields.START, start);
    out.fixed64(SpanFields.END, end(start, span.duration * 1000));
    StatusTags.write(out, span.tags);
    LinkTags.write(out, span.tags, room);
    dropped(out, span);
    attributes(out, span);
    for (Annotation annotation : span.annotations) {
      AnnotationEvents.write(out, annotation, room);
    }
    out.end(mark);
  }

  /** All spans as a request. */
  Slice toRequest() {
    return groups.toRequest();
  }

  private static long end(long start, long duration) {
    long end = start + duration;
    return end < 0 ? Long.MAX_VALUE : end;
  }

  private static void kind(WireWriter out, ZipkinSpan span) {
    int kind = span.kind;
    if (kind == 0) {
      Tag told = span.tags.get("span.kind");
      if (told != null && told.text().equals("internal")) {
        span.tags.remove("span.kind");
        kind = SpanKind.INTERNAL;
      }
    }
    if (kind != 0) {
      out.varint(SpanFields.KIND, kind);
    }
  }

  private static void dropped(WireWriter out, ZipkinSpan span) {
    count(out, SpanFields.DROPPED_ATTRIBUTES, span, "otel.dropped_attributes_count");
    count(out, SpanFields.DROPPED_EVENTS, span, "otel.dropped_events_count");
    count(out, SpanFields.DROPPED_LINKS, span, "otel.dropped_links_count");
  }

  private static void count(WireWriter out, int field, ZipkinSpan span, String key) {
    Tag tag = span.tags.get(key);
    if (tag == null) {
      return;
    }
    try {
      out.varint(field, Integer.parseUnsignedInt(tag.text()) & 0xffffffffL);
      span.tags.remove(key);
    } catch (NumberFormatException noCount) {
      // it stays the attribute that it is
    }
  }

  private void attributes(WireWriter out, ZipkinSpan span) {
    endpoint(out, span, span.local, "net.host", "zipkin.local_endpoint.ipv6");
    String peer = span.remote.serviceName();
    if (!peer.isEmpty()) {
      span.tags.put("peer.service", Tag.of(peer));
    }
    endpoint(out, span, span.remote, "net.peer", "zipkin.remote_endpoint.ipv6");
    span.tags.forEach(
        (key, tag) ->
            Attributes.value(out, SpanFields.ATTRIBUTES, key, tag.value(parseStringTags)));
    flag(out, SHARED, span.shared);
    flag(out, DEBUG, span.debug);
    flag(out, START_ABSENT, span.timestamp == 0);
  }

  /** The endpoint's own words win over tags of the same key. */
  private static void endpoint(
      WireWriter out, ZipkinSpan span, Endpoint endpoint, String prefix, String second) {
    String ip = endpoint.ipv4().isEmpty() ? endpoint.ipv6() : endpoint.ipv4();
    if (!ip.isEmpty()) {
      span.tags.remove(prefix + ".ip");
      Attributes.text(out, SpanFields.ATTRIBUTES, prefix + ".ip", ip);
    }
    if (!endpoint.ipv4().isEmpty() && !endpoint.ipv6().isEmpty()) {
      span.tags.remove(second);
      Attributes.text(out, SpanFields.ATTRIBUTES, second, endpoint.ipv6());
    }
    if (endpoint.port() != 0) {
      span.tags.remove(prefix + ".port");
      Attributes.whole(out, SpanFields.ATTRIBUTES, prefix + ".port", endpoint.port());
    }
  }

  private static void flag(WireWriter out, String key, boolean set) {
    if (set) {
      Attributes.flag(out, SpanFields.ATTRIBUTES, key, true);
    }
  }
}
