package io.beltline.receiver.jaeger;

import io.beltline.components.traces.Attributes;
import io.beltline.components.traces.Ids;
import io.beltline.components.traces.SpanFields;
import io.beltline.components.traces.SpanGroups;
import io.beltline.model.Slice;
import io.beltline.model.otlp.SpanKind;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.jaeger.JaegerSpan.JaegerProcess;
import io.beltline.receiver.jaeger.JaegerSpan.Log;
import io.beltline.receiver.jaeger.JaegerSpan.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans of Jaeger as an OTLP request. For one thread and one request.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-specification/blob/main/specification/trace/sdk_exporters/jaeger.md">the
 *     mapping, from the other side</a>
 */
final class SpanTranslation {
  private static final String EXPORTER_VERSION = "opencensus.exporterversion";

  private final SpanGroups groups = new SpanGroups();
  private final WireWriter resource = new WireWriter();
  private final WireWriter scope = new WireWriter();
  private @Nullable JaegerProcess owner;
  private Map<Slice, WireWriter> scopes = Map.of();

  private SpanTranslation() {}

  /**
   * Writes spans, whose tags are used up.
   *
   * @param process whose spans they are unless they tell it
   */
  static Slice request(List<JaegerSpan> spans, JaegerProcess process) {
    SpanTranslation translation = new SpanTranslation();
    for (JaegerSpan span : spans) {
      translation.add(span, process);
    }
    return translation.groups.toRequest();
  }

  /** The spans of one process come one after the other, and it may be large. */
  @SuppressWarnings("ReferenceEquality") // the same process or another
  private Map<Slice, WireWriter> scopes(JaegerProcess process) {
    if (process != owner) {
      owner = process;
      scopes = groups.scopes(resource(process));
    }
    return scopes;
  }

  private void add(JaegerSpan span, JaegerProcess process) {
    WireWriter out =
        SpanGroups.spans(scopes(span.process == null ? process : span.process), scope(span.tags));
    int mark = out.begin(SpanFields.SPAN);
    Ids.trace(out, SpanFields.TRACE_ID, span.traceIdHigh, span.traceIdLow);
    Ids.span(out, SpanFields.SPAN_ID, span.id);
    Value state = span.tags.remove("w3c.tracestate");
    if (state != null) {
      out.string(SpanFields.TRACE_STATE, state.asString());
    }
    long parent = span.parent();
    if (parent != 0) {
      Ids.span(out, SpanFields.PARENT_SPAN_ID, parent);
    }
    if (!span.name.isEmpty()) {
      out.string(SpanFields.NAME, span.name);
    }
    int kind = kind(span.tags.remove("span.kind"));
    if (kind != 0) {
      out.varint(SpanFields.KIND, kind);
    }
    out.fixed64(SpanFields.START, span.start);
    out.fixed64(SpanFields.END, span.start + span.duration);
    StatusTags.write(out, kind, span.tags);
    span.tags.forEach((key, value) -> Attributes.value(out, SpanFields.ATTRIBUTES, key, value));
    span.logs.forEach(log -> event(out, log));
    for (Reference reference : span.references) {
      if (!(reference.child() && reference.spanId() == parent)) {
        link(out, reference);
      }
    }
    out.end(mark);
  }

  private Slice resource(JaegerProcess process) {
    resource.cut(0);
    Map<String, Value> tags = new LinkedHashMap<>();
    if (!process.serviceName().isEmpty()
        && !process.serviceName().equals("OTLPResourceNoServiceName")) {
      tags.put("service.name", Value.of(process.serviceName()));
    }
    process.tags().forEach(tags::putIfAbsent);
    Value host = tags.get("hostname");
    if (host != null && !tags.containsKey("host.name")) {
      tags.remove("hostname");
      tags.put("host.name", host);
    }
    Value version = tags.get("jaeger.version");
    if (version != null && !tags.containsKey(EXPORTER_VERSION)) {
      tags.remove("jaeger.version");
      tags.put(EXPORTER_VERSION, Value.of("Jaeger-" + version.asString()));
    }
    tags.forEach(
        (key, value) -> Attributes.value(resource, SpanFields.RESOURCE_ATTRIBUTES, key, value));
    return resource.toSlice();
  }

  private Slice scope(Map<String, Value> tags) {
    scope.cut(0);
    part(SpanFields.SCOPE_NAME, tags, "otel.scope.name", "otel.library.name");
    part(SpanFields.SCOPE_VERSION, tags, "otel.scope.version", "otel.library.version");
    return scope.toSlice();
  }

  private void part(int field, Map<String, Value> tags, String key, String olderKey) {
    Value older = tags.remove(olderKey);
    Value value = tags.remove(key);
    Value found = value == null ? older : value;
    if (found != null) {
      scope.string(field, found.asString());
    }
  }

  private static int kind(@Nullable Value tag) {
    return switch (tag == null ? "" : tag.asString()) {
      case "internal" -> SpanKind.INTERNAL;
      case "server" -> SpanKind.SERVER;
      case "client" -> SpanKind.CLIENT;
      case "producer" -> SpanKind.PRODUCER;
      case "consumer" -> SpanKind.CONSUMER;
      default -> 0;
    };
  }

  private static void event(WireWriter out, Log log) {
    int mark = out.begin(SpanFields.EVENTS);
    out.fixed64(SpanFields.EVENT_TIME, log.nanos());
    log.fields()
        .forEach(
            (key, value) -> {
              if (key.equals("event")) {
                out.string(SpanFields.EVENT_NAME, value.asString());
              } else {
                Attributes.value(out, SpanFields.EVENT_ATTRIBUTES, key, value);
              }
            });
    out.end(mark);
  }

  private static void link(WireWriter out, Reference reference) {
    int mark = out.begin(SpanFields.LINKS);
    Ids.trace(out, SpanFields.LINK_TRACE_ID, reference.traceIdHigh(), reference.traceIdLow());
    Ids.span(out, SpanFields.LINK_SPAN_ID, reference.spanId());
    Attributes.text(
        out,
        SpanFields.LINK_ATTRIBUTES,
        "opentracing.ref_type",
        reference.child() ? "child_of" : "follows_from");
    out.end(mark);
  }
}
