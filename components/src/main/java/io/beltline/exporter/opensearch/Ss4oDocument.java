package io.beltline.exporter.opensearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.Times;
import io.beltline.components.documents.ValueWriter;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.SpanEventView;
import io.beltline.model.otlp.SpanLinkView;
import io.beltline.model.otlp.SpanView;
import java.util.HashSet;
import java.util.Set;

/**
 * Documents of the Simple Schema for Observability. One thread.
 *
 * @see <a
 *     href="https://github.com/opensearch-project/opensearch-catalog/tree/main/docs/schema/observability">the
 *     schema</a>
 */
final class Ss4oDocument {
  private static final String[] KINDS = {
    "Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"
  };
  private static final String[] CODES = {"Unset", "Ok", "Error"};

  private final String dataset;
  private final String namespace;
  private final JsonBuffer out;
  private final ValueWriter values;

  Ss4oDocument(OpenSearchExporterConfig config, JsonBuffer out) {
    this.dataset = config.dataset();
    this.namespace = config.namespace();
    this.out = out;
    this.values = new ValueWriter(out);
  }

  void log(Place place, LogRecordView record, long time) {
    out.beginObject();
    attributes(record.attributes(), "record");
    out.name("body").text(record.body().asString());
    out.name("instrumentationScope").beginObject();
    scope(place);
    out.endObject();
    if (record.observedTimeUnixNano() != 0) {
      Times.rfc3339(out.name("observedTimestamp"), record.observedTimeUnixNano());
    }
    resource(place);
    text("schemaUrl", place.scopeSchema());
    out.name("severity").beginObject();
    text("text", record.severityTextUtf8());
    if (record.severityNumber() != 0) {
      out.name("number").number(record.severityNumber());
    }
    out.endObject();
    id("spanId", record.spanId());
    Times.rfc3339(out.name("@timestamp"), time);
    id("traceId", record.traceId());
    out.endObject();
  }

  void span(Place place, SpanView span) {
    out.beginObject();
    attributes(span.attributes(), "span");
    dropped("droppedAttributesCount", span.droppedAttributesCount());
    dropped("droppedEventsCount", span.droppedEventsCount());
    dropped("droppedLinksCount", span.droppedLinksCount());
    Times.rfc3339(out.name("endTime"), span.endTimeUnixNano());
    events(span);
    out.name("instrumentationScope").beginObject();
    scope(place);
    dropped("droppedAttributesCount", place.scope().droppedAttributesCount());
    out.endObject();
    out.name("kind").text(word(KINDS, span.kind()));
    links(span);
    out.name("name").text(span.nameUtf8());
    out.name("parentSpanId").text(span.parentSpanId().isZero() ? "" : span.parentSpanId().hex());
    resource(place);
    id("spanId", span.spanId());
    Times.rfc3339(out.name("startTime"), span.startTimeUnixNano());
    out.name("status").beginObject();
    out.name("code").text(word(CODES, span.status().code()));
    out.name("message").text(span.status().messageUtf8()).endObject();
    Times.rfc3339(out.name("@timestamp"), span.startTimeUnixNano());
    id("traceId", span.traceId());
    out.name("traceState").text(span.traceStateUtf8());
    out.endObject();
  }

  private static String word(String[] words, int number) {
    return number >= 0 && number < words.length ? words[number] : "";
  }

  /** The attributes with the names of the data stream among them. */
  private void attributes(AttributesView attributes, String type) {
    out.name("attributes").beginObject();
    values.members(attributes, key -> !key.contentEquals("data_stream"), false);
    out.name("data_stream").beginObject();
    out.name("dataset").text(dataset).name("namespace").text(namespace);
    out.name("type").text(type).endObject().endObject();
  }

  private void scope(Place place) {
    map("attributes", place.scope().attributes());
    text("name", place.scope().nameUtf8());
    text("schemaUrl", place.scopeSchema());
    text("version", place.scope().versionUtf8());
  }

  private void map(String name, AttributesView entries) {
    int start = out.size();
    out.name(name).beginObject();
    int empty = out.size();
    values.members(entries, ValueWriter.Choice.ALL, false);
    if (out.size() == empty) {
      out.cut(start);
    } else {
      out.endObject();
    }
  }

  /** All values as texts. */
  private void resource(Place place) {
    AttributesView attributes = place.resource().attributes();
    Set<String> names = new HashSet<>();
    boolean any = false;
    while (attributes.next()) {
      if (!any) {
        out.name("resource").beginObject();
        any = true;
      }
      String key = attributes.key();
      if (names.add(key)) {
        out.name(key).text(attributes.value().asString());
      }
    }
    if (any) {
      out.endObject();
    }
  }

  private void events(SpanView span) {
    Cursor<SpanEventView> events = span.events(new Cursor<>(new SpanEventView()));
    boolean any = false;
    while (events.next()) {
      if (!any) {
        out.name("events").beginArray();
        any = true;
      }
      SpanEventView event = events.item();
      out.beginObject().name("attributes");
      values.object(event.attributes());
      dropped("droppedAttributesCount", event.droppedAttributesCount());
      out.name("name").text(event.nameUtf8());
      if (event.timeUnixNano() != 0) {
        Times.rfc3339(out.name("@timestamp"), event.timeUnixNano());
      }
      out.endObject();
    }
    if (any) {
      out.endArray();
    }
  }

  private void links(SpanView span) {
    Cursor<SpanLinkView> links = span.links(new Cursor<>(new SpanLinkView()));
    boolean any = false;
    while (links.next()) {
      if (!any) {
        out.name("links").beginArray();
        any = true;
      }
      SpanLinkView link = links.item();
      out.beginObject();
      map("attributes", link.attributes());
      id("spanId", link.spanId());
      id("traceId", link.traceId());
      text("traceState", link.traceStateUtf8());
      dropped("droppedAttributesCount", link.droppedAttributesCount());
      out.endObject();
    }
    if (any) {
      out.endArray();
    }
  }

  private void dropped(String name, int count) {
    out.name(name).unsigned(Integer.toUnsignedLong(count));
  }

  private void text(String name, ByteRange text) {
    if (!text.isEmpty()) {
      out.name(name).text(text);
    }
  }

  private void id(String name, ByteRange id) {
    if (!id.isZero()) {
      out.name(name).hex(id);
    }
  }
}
