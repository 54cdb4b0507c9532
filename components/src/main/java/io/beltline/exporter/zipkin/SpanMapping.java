package io.beltline.exporter.zipkin;

import io.beltline.exporter.zipkin.ZipkinSpan.Annotation;
import io.beltline.model.otlp.SpanKind;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.StatusCode;
import java.util.Map;

/**
 * What becomes of a span's fields.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-specification/blob/main/specification/trace/sdk_exporters/zipkin.md">the
 *     transformation</a>
 */
final class SpanMapping {
  private static final String ERROR = "error";

  /** What the zipkin receiver writes of fields that OTLP has no place for. */
  private static final String SHARED = "zipkin.shared";

  private static final String DEBUG = "zipkin.debug";
  private static final String START_ABSENT = "otel.zipkin.absentField.startTime";

  private SpanMapping() {}

  /** Fills a span. It borrows bytes from the view. */
  static void fill(ZipkinSpan out, SpanView span, ServiceTags service) {
    out.traceId = span.traceId();
    out.id = span.spanId();
    out.parentId = span.parentSpanId();
    out.name = span.name();
    out.kind = span.kind();
    out.timestamp = micros(span.startTimeUnixNano());
    out.duration = duration(span.startTimeUnixNano(), span.endTimeUnixNano());
    tags(out.tags, span, service);
    marks(out, span);
    out.local = Endpoints.local(service.serviceName(), out.tags);
    out.remote = Endpoints.remote(out.kind, out.tags);
    status(out.tags, span);
    links(out.tags, span);
    out.annotations.clear();
    for (var events = span.events(); events.next(); ) {
      var event = events.item();
      boolean bare = event.attributes().count() == 0;
      out.annotations.add(
          new Annotation(
              micros(event.timeUnixNano()),
              bare ? event.name() : "\"" + event.name() + "\": " + Json.of(event.attributes())));
    }
  }

  /** Whole microseconds, rounded to the nearest; 0 for what is no time after 1970. */
  static long micros(long nanos) {
    return nanos <= 0 ? 0 : nanos / 1000 + (nanos % 1000 >= 500 ? 1 : 0);
  }

  /** Whole microseconds, at least 1 for what took any time; 0 if not known or negative. */
  static long duration(long start, long end) {
    long nanos = end - start;
    return end == 0 || start == 0 || nanos <= 0 ? 0 : Math.max(1, micros(nanos));
  }

  private static void tags(Map<String, String> tags, SpanView span, ServiceTags service) {
    tags.clear();
    tags.putAll(service.tags());
    for (var walk = span.attributes(); walk.next(); ) {
      tags.put(walk.item().key(), walk.item().value().asString());
    }
    if (!span.traceState().isEmpty()) {
      tags.put("w3c.tracestate", span.traceState());
    }
    if (span.kind() == SpanKind.INTERNAL) {
      tags.put("span.kind", "internal");
    }
    count(tags, "otel.dropped_attributes_count", span.droppedAttributesCount());
    count(tags, "otel.dropped_events_count", span.droppedEventsCount());
    count(tags, "otel.dropped_links_count", span.droppedLinksCount());
  }

  private static void marks(ZipkinSpan out, SpanView span) {
    out.shared = out.tags.remove(SHARED, "true");
    out.debug = out.tags.remove(DEBUG, "true");
    if (span.startTimeUnixNano() == 0 && out.tags.remove(START_ABSENT, "true")) {
      long nanos = span.endTimeUnixNano();
      out.duration = nanos <= 0 ? 0 : Math.max(1, micros(nanos));
    }
  }

  private static void count(Map<String, String> tags, String key, int count) {
    if (count != 0) {
      tags.put(key, Integer.toUnsignedString(count));
    }
  }

  /** Zipkin takes any span that has the tag "error" as failed, whatever the tag says. */
  private static void status(Map<String, String> tags, SpanView span) {
    int code = span.status().code();
    String message = span.status().message();
    boolean failed = code == StatusCode.ERROR;
    if (failed) {
      tags.put(ERROR, message.isEmpty() ? "true" : message);
    } else {
      tags.remove(ERROR);
    }
    if (failed || code == StatusCode.OK) {
      tags.put("otel.status_code", failed ? "ERROR" : "OK");
      if (!message.isEmpty()) {
        tags.put("otel.status_description", message);
      }
    }
  }

  /** Zipkin has no links: each becomes a tag in the form of the OpenTelemetry Collector. */
  private static void links(Map<String, String> tags, SpanView span) {
    int n = 0;
    for (var links = span.links(); links.next(); n++) {
      var link = links.item();
      tags.put(
          "otlp.link." + n,
          String.join(
              "|",
              link.traceId().isZero() ? "" : link.traceId().hex(),
              link.spanId().isZero() ? "" : link.spanId().hex(),
              link.traceState(),
              Json.of(link.attributes()),
              Integer.toUnsignedString(link.droppedAttributesCount())));
    }
  }
}
