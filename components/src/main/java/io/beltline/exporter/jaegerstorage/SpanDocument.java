package io.beltline.exporter.jaegerstorage;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.SpanEventView;
import io.beltline.model.otlp.SpanLinkView;
import io.beltline.model.otlp.SpanView;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans as the documents that Jaeger's query reads. One thread.
 *
 * @see <a
 *     href="https://github.com/jaegertracing/jaeger/blob/main/internal/storage/v2/elasticsearch/tracestore/core/dbmodel/model.go">the
 *     fields</a>
 */
final class SpanDocument {
  private static final String SERVICE_NAME = "service.name";
  private static final AttributeKey SERVICE = AttributeKey.of(SERVICE_NAME);
  private static final AttributeKey REF_TYPE = AttributeKey.of("opentracing.ref_type");
  private static final TagFields NO_FIELDS = new TagFields(false, Set.of(), "");
  private static final String[] KINDS = {
    "", "internal", "server", "client", "producer", "consumer"
  };
  private static final int MICRO = 1000;

  private final TagList spanTags;
  private final TagList processTags;
  private final TagList eventTags = new TagList(NO_FIELDS);
  private final JsonBuffer process = new JsonBuffer(512);
  private final Cursor<SpanEventView> events = new Cursor<>(new SpanEventView());
  private final Cursor<SpanLinkView> links = new Cursor<>(new SpanLinkView());
  private String service = "";

  SpanDocument(TagFields fields) {
    spanTags = new TagList(fields);
    processTags = new TagList(fields);
  }

  /** Goes on to a resource. */
  void resource(ResourceView resource) {
    service = serviceName(resource);
    processTags.clear().all(resource.attributes(), SERVICE_NAME);
    process.cut(0);
    process.beginObject().name("serviceName").text(service);
    processTags.write(process);
    process.endObject();
  }

  /** The names that Jaeger gives to services without one. */
  private static String serviceName(ResourceView resource) {
    AnyValueView value = resource.attributes().find(SERVICE);
    if (value == null) {
      return "missing-service-name";
    }
    if (value.valueCase() != AnyValueView.STRING_VALUE) {
      return "service-name-wrong-type";
    }
    return value.stringValueUtf8().isEmpty() ? "empty-service-name" : value.stringValue();
  }

  /** The service of the resource. */
  String service() {
    return service;
  }

  /** The operation of a span. */
  static String operation(SpanView span) {
    return span.nameUtf8().isEmpty() ? "empty-span-name" : span.name();
  }

  /** Writes a span of the resource. */
  void write(JsonBuffer out, InstrumentationScopeView scope, SpanView span) {
    out.beginObject().name("traceID").hex(span.traceId()).name("spanID").hex(span.spanId());
    if (!span.parentSpanId().isZero()) {
      out.name("parentSpanID").hex(span.parentSpanId());
    }
    if (span.flags() != 0) {
      out.name("flags").unsigned(Integer.toUnsignedLong(span.flags()));
    }
    out.name("operationName").text(operation(span));
    references(out, span);
    long start = Long.divideUnsigned(span.startTimeUnixNano(), MICRO);
    out.name("startTime").number(start).name("startTimeMillis").number(start / MICRO);
    long nanos = span.endTimeUnixNano() - span.startTimeUnixNano();
    out.name("duration").number(Math.max(0, nanos) / MICRO);
    tags(scope, span);
    spanTags.write(out);
    logs(out, span);
    out.name("process").json(process).endObject();
  }

  private void tags(InstrumentationScopeView scope, SpanView span) {
    spanTags.clear();
    text("otel.scope.name", scope.nameUtf8());
    text("otel.scope.version", scope.versionUtf8());
    spanTags.all(span.attributes(), "");
    int kind = span.kind();
    if (kind > 0 && kind < KINDS.length) {
      spanTags.text("span.kind", KINDS[kind]);
    }
    if (span.status().code() == 1) {
      spanTags.text("otel.status_code", "OK");
    } else if (span.status().code() == 2) {
      spanTags.truth("error");
    }
    text("otel.status_description", span.status().messageUtf8());
    text("w3c.tracestate", span.traceStateUtf8());
  }

  private void text(String key, ByteRange value) {
    if (!value.isEmpty()) {
      spanTags.text(key, value);
    }
  }

  /** The parent first, where old readers look for it, then the links. */
  private void references(JsonBuffer out, SpanView span) {
    boolean hasParent = !span.parentSpanId().isZero();
    SpanLinkView same = hasParent ? linkToParent(span) : null;
    out.name("references").beginArray();
    if (hasParent) {
      reference(out, same, span.traceId(), span.parentSpanId());
    }
    for (span.links(links); links.next(); ) {
      SpanLinkView link = links.item();
      if (!hasParent || !isParent(link, span)) {
        reference(out, link, link.traceId(), link.spanId());
      }
    }
    out.endArray();
  }

  private @Nullable SpanLinkView linkToParent(SpanView span) {
    for (span.links(links); links.next(); ) {
      if (isParent(links.item(), span)) {
        return links.item();
      }
    }
    return null;
  }

  private static boolean isParent(SpanLinkView link, SpanView span) {
    return link.spanId().contentEquals(span.parentSpanId())
        && link.traceId().contentEquals(span.traceId());
  }

  private static void reference(
      JsonBuffer out, @Nullable SpanLinkView link, ByteRange traceId, ByteRange spanId) {
    boolean child = link == null || "child_of".equals(link.attributes().string(REF_TYPE));
    out.beginObject().name("refType").text(child ? "CHILD_OF" : "FOLLOWS_FROM");
    out.name("traceID").hex(traceId).name("spanID").hex(spanId).endObject();
  }

  private void logs(JsonBuffer out, SpanView span) {
    out.name("logs").beginArray();
    for (span.events(events); events.next(); ) {
      SpanEventView event = events.item();
      out.beginObject().name("timestamp");
      out.number(Long.divideUnsigned(event.timeUnixNano(), MICRO));
      eventTags.clear();
      if (!event.nameUtf8().isEmpty() && event.attributes().find("event") == null) {
        eventTags.text("event", event.nameUtf8());
      }
      eventTags.all(event.attributes(), "");
      eventTags.write(out, "fields");
      out.endObject();
    }
    out.endArray();
  }
}
