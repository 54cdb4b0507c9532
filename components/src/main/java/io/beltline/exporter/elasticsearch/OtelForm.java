package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.Times;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.SpanEventView;
import io.beltline.model.otlp.SpanLinkView;
import io.beltline.model.otlp.SpanView;
import org.jspecify.annotations.Nullable;

/**
 * Documents of the schema that the OpenTelemetry data streams of Elasticsearch have: the names of
 * OTLP in snake case, attributes with their dots below {@code attributes}. Resource and scope are
 * written once a scope and copied into each document.
 *
 * @see <a href="https://github.com/elastic/elasticsearch/tree/main/x-pack/plugin/otel-data">the
 *     templates</a>
 */
final class OtelForm implements DocumentForm {
  private final Cursor<SpanLinkView> links = new Cursor<>(new SpanLinkView());
  private byte[] surroundings = new byte[0];
  private @Nullable JsonBuffer into;
  private @Nullable OtelFields pieces;

  @Override
  public void enter(Surroundings around) {
    JsonBuffer head = new JsonBuffer(512);
    new OtelFields(head, false).surroundings(around);
    surroundings = head.toByteArray();
  }

  /** The pieces of a buffer: the same one holds many documents. */
  private OtelFields fields(JsonBuffer out) {
    OtelFields known = pieces;
    if (known == null || !out.equals(into)) {
      known = new OtelFields(out, false);
      pieces = known;
      into = out;
    }
    return known;
  }

  @Override
  public String log(JsonBuffer out, LogRecordView record, Target target) {
    OtelFields fields = fields(out);
    out.beginObject();
    Times.epochMillis(out.name(OtelNames.TIMESTAMP), DocumentForm.time(record));
    if (record.observedTimeUnixNano() != 0) {
      Times.epochMillis(out.name(OtelNames.OBSERVED), record.observedTimeUnixNano());
    }
    fields.dataStream(target);
    fields.text(OtelNames.SEVERITY_TEXT, record.severityTextUtf8());
    if (record.severityNumber() != 0) {
      out.name(OtelNames.SEVERITY_NUMBER).number(record.severityNumber());
    }
    fields.id(OtelNames.TRACE_ID, record.traceId());
    fields.id(OtelNames.SPAN_ID, record.spanId());
    fields.attributes(record.attributes(), null);
    fields.count(OtelNames.DROPPED_ATTRIBUTES, record.droppedAttributesCount());
    eventName(fields, record);
    out.json(surroundings);
    body(out, fields, record);
    out.endObject();
    return "";
  }

  private static void eventName(OtelFields fields, LogRecordView record) {
    ByteRange name = record.eventNameUtf8();
    if (!name.isEmpty()) {
      fields.text(OtelNames.EVENT_NAME, name);
      return;
    }
    AnyValueView attribute = record.attributes().find("event.name");
    if (attribute != null && attribute.hasStringValue()) {
      fields.text(OtelNames.EVENT_NAME, attribute.stringValueUtf8());
    }
  }

  /**
   * Text as text, so are numbers; maps and arrays of maps structured; other arrays inside a map.
   */
  private static void body(JsonBuffer out, OtelFields fields, LogRecordView record) {
    AnyValueView body = record.body();
    switch (body.valueCase()) {
      case 0 -> {} // no body
      case AnyValueView.KVLIST_VALUE -> {
        out.name(OtelNames.BODY).beginObject().name(OtelNames.STRUCTURED);
        fields.value(body);
        out.endObject();
      }
      case AnyValueView.ARRAY_VALUE -> {
        out.name(OtelNames.BODY).beginObject().name(OtelNames.STRUCTURED);
        if (holdsMapsAlone(body)) {
          fields.value(body);
        } else {
          out.beginObject().name(OtelNames.VALUE);
          fields.value(body);
          out.endObject();
        }
        out.endObject();
      }
      case AnyValueView.STRING_VALUE, AnyValueView.BYTES_VALUE -> {
        out.name(OtelNames.BODY).beginObject().name(OtelNames.TEXT);
        fields.value(body);
        out.endObject();
      }
      default ->
          out.name(OtelNames.BODY)
              .beginObject()
              .name(OtelNames.TEXT)
              .text(body.asString())
              .endObject();
    }
  }

  private static boolean holdsMapsAlone(AnyValueView array) {
    for (var values = array.arrayValue().values(); values.next(); ) {
      if (values.item().valueCase() != AnyValueView.KVLIST_VALUE) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String span(JsonBuffer out, SpanView span, Target target) {
    OtelFields fields = fields(out);
    out.beginObject();
    Times.epochMillis(out.name(OtelNames.TIMESTAMP), span.startTimeUnixNano());
    fields.dataStream(target);
    fields.id(OtelNames.TRACE_ID, span.traceId());
    fields.id(OtelNames.SPAN_ID, span.spanId());
    fields.text(OtelNames.TRACE_STATE, span.traceStateUtf8());
    fields.id(OtelNames.PARENT_SPAN_ID, span.parentSpanId());
    fields.text(OtelNames.NAME, span.nameUtf8());
    fields.text(OtelNames.KIND, OtelNames.kind(span.kind()));
    out.name(OtelNames.DURATION).number(duration(span));
    fields.attributes(span.attributes(), null);
    fields.count(OtelNames.DROPPED_ATTRIBUTES, span.droppedAttributesCount());
    fields.count(OtelNames.DROPPED_EVENTS, span.droppedEventsCount());
    links(out, fields, span);
    fields.count(OtelNames.DROPPED_LINKS, span.droppedLinksCount());
    out.name(OtelNames.STATUS).beginObject();
    fields.text(OtelNames.MESSAGE, span.status().messageUtf8());
    fields.text(OtelNames.CODE, OtelNames.code(span.status().code()));
    out.endObject();
    out.json(surroundings);
    out.endObject();
    return "";
  }

  /** Nanoseconds; a span that ends before it begins has none. */
  static long duration(SpanView span) {
    return Math.max(0, span.endTimeUnixNano() - span.startTimeUnixNano());
  }

  private void links(JsonBuffer out, OtelFields fields, SpanView span) {
    out.name(OtelNames.LINKS).beginArray();
    for (span.links(links); links.next(); ) {
      SpanLinkView link = links.item();
      out.beginObject();
      fields.id(OtelNames.TRACE_ID, link.traceId());
      fields.id(OtelNames.SPAN_ID, link.spanId());
      fields.text(OtelNames.TRACE_STATE, link.traceStateUtf8());
      fields.attributes(link.attributes(), null);
      fields.count(OtelNames.DROPPED_ATTRIBUTES, link.droppedAttributesCount());
      out.endObject();
    }
    out.endArray();
  }

  @Override
  public boolean partsEvents() {
    return true;
  }

  @Override
  public void event(JsonBuffer out, SpanView span, SpanEventView event, Target target) {
    OtelFields fields = fields(out);
    out.beginObject();
    Times.epochMillis(out.name(OtelNames.TIMESTAMP), event.timeUnixNano());
    fields.dataStream(target);
    fields.id(OtelNames.TRACE_ID, span.traceId());
    fields.id(OtelNames.SPAN_ID, span.spanId());
    fields.count(OtelNames.DROPPED_ATTRIBUTES, event.droppedAttributesCount());
    ByteRange name = event.nameUtf8();
    fields.text(OtelNames.EVENT_NAME, name);
    fields.attributes(event.attributes(), name.isEmpty() ? null : name);
    out.json(surroundings);
    out.endObject();
  }
}
