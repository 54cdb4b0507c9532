package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.FlatDocument;
import io.beltline.components.documents.FlatDocument.Form;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.Protected;
import io.beltline.components.documents.ValueWriter;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.SpanEventView;
import io.beltline.model.otlp.SpanLinkView;
import io.beltline.model.otlp.SpanView;

/**
 * Documents with the names of OTLP and flat keys. In mode {@code none} attributes stand below
 * {@code Attributes} and events below {@code Events}, in mode {@code raw} both at the root. Events
 * of one name give lists of what they have.
 */
final class PlainForm implements DocumentForm {
  private static final int MICRO = 1000;

  private final String attributes;
  private final String events;
  private final FlatDocument document = new FlatDocument();
  private final Cursor<SpanEventView> eventWalk = new Cursor<>(new SpanEventView());
  private final Cursor<SpanLinkView> linkWalk = new Cursor<>(new SpanLinkView());
  private int around;

  PlainForm(MappingMode mode) {
    boolean raw = mode == MappingMode.RAW;
    attributes = raw ? "" : "Attributes";
    events = raw ? "" : "Events";
  }

  @Override
  public void enter(Surroundings place) {
    document.cut(0);
    document.attributes("Resource", place.resource().attributes());
    document.attributes("Scope", place.scope().attributes());
    document.next().text(place.scope().nameUtf8());
    document.add("Scope", "name");
    document.next().text(place.scope().versionUtf8());
    document.add("Scope", "version");
    around = document.count();
  }

  @Override
  public String log(JsonBuffer out, LogRecordView record, Target target) {
    document.cut(around);
    document.time("@timestamp", DocumentForm.time(record));
    document.id("TraceId", record.traceId());
    document.id("SpanId", record.spanId());
    document.number("TraceFlags", Integer.toUnsignedLong(record.flags()));
    document.text("SeverityText", record.severityTextUtf8());
    document.number("SeverityNumber", record.severityNumber());
    document.attribute("Body", record.body());
    document.attributes(attributes, record.attributes());
    dataStream(target);
    document.write(out, Form.FLAT, Protected.NOTHING);
    return "";
  }

  @Override
  public String span(JsonBuffer out, SpanView span, Target target) {
    document.cut(around);
    document.time("@timestamp", span.startTimeUnixNano());
    document.time("EndTimestamp", span.endTimeUnixNano());
    document.id("TraceId", span.traceId());
    document.id("SpanId", span.spanId());
    document.id("ParentSpanId", span.parentSpanId());
    document.text("Name", span.nameUtf8());
    document.text("Kind", kind(span.kind()));
    document.number("TraceStatus", span.status().code());
    document.text("TraceStatusDescription", span.status().messageUtf8());
    document.text("Link", links(span));
    document.number("Duration", OtelForm.duration(span) / MICRO);
    document.attributes(attributes, span.attributes());
    dataStream(target);
    for (span.events(eventWalk); eventWalk.next(); ) {
      event(eventWalk.item());
    }
    document.write(out, Form.FLAT, Protected.NOTHING);
    return "";
  }

  private static String kind(int kind) {
    String word = OtelNames.kind(kind);
    return word.isEmpty() ? "" : "SPAN_KIND_" + word.toUpperCase(java.util.Locale.ROOT);
  }

  private void event(SpanEventView event) {
    document.beginAlike();
    String name = event.name();
    String path = events.isEmpty() || name.isEmpty() ? events + name : events + "." + name;
    io.beltline.components.documents.Times.rfc3339(document.next(), event.timeUnixNano());
    document.add(path, "time");
    document.attributes(path, event.attributes());
  }

  /** Links as a text that holds JSON. */
  private String links(SpanView span) {
    JsonBuffer text = new JsonBuffer(64);
    ValueWriter values = new ValueWriter(text);
    text.beginArray();
    for (span.links(linkWalk); linkWalk.next(); ) {
      SpanLinkView link = linkWalk.item();
      text.beginObject().name("attribute");
      values.object(link.attributes());
      text.name("spanID").hex(link.spanId());
      text.name("traceID").hex(link.traceId());
      text.endObject();
    }
    text.endArray();
    return text.toSlice().toUtf8();
  }

  private void dataStream(Target target) {
    if (target.isDataStream()) {
      field("data_stream.type", target.type());
      field("data_stream.dataset", target.dataset());
      field("data_stream.namespace", target.namespace());
    }
  }

  private void field(String key, String value) {
    document.next().text(value);
    document.add(attributes, key);
  }
}
