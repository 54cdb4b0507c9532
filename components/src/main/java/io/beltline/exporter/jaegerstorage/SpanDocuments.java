package io.beltline.exporter.jaegerstorage;

import io.beltline.components.bulk.BulkWriter;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.SpanView;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The documents of a request: one for each span, and one for each pair of service and operation
 * that its index is not known to have. Ids are Jaeger's own, made of what a document holds, so that
 * to write one again changes nothing. One thread.
 */
final class SpanDocuments {
  private final BulkWriter writer;
  private final IndexName spans;
  private final IndexName services;
  private final ServiceCache known;
  private final SpanDocument document;
  private final JsonBuffer body = new JsonBuffer(2048);
  private final Set<String> newServices = new HashSet<>();
  private int item;

  SpanDocuments(
      BulkWriter writer,
      IndexName spans,
      IndexName services,
      ServiceCache known,
      TagFields fields) {
    this.writer = writer;
    this.spans = spans;
    this.services = services;
    this.known = known;
    this.document = new SpanDocument(fields);
  }

  /** Writes the spans of a request. */
  void write(Slice chunk) {
    ExportTraceServiceRequestView request = new ExportTraceServiceRequestView();
    request.wrap(chunk);
    Cursor<ResourceSpansView> resources = new Cursor<>(new ResourceSpansView());
    Cursor<ScopeSpansView> scopes = new Cursor<>(new ScopeSpansView());
    Cursor<SpanView> walk = new Cursor<>(new SpanView());
    for (request.resourceSpans(resources); resources.next(); ) {
      document.resource(resources.item().resource());
      for (resources.item().scopeSpans(scopes); scopes.next(); ) {
        ScopeSpansView scope = scopes.item();
        for (scope.spans(walk); walk.next(); item++) {
          span(scope, walk.item());
        }
      }
    }
  }

  private void span(ScopeSpansView scope, SpanView span) {
    service(span);
    body.cut(0);
    document.write(body, scope.scope(), span);
    byte[] made = body.toByteArray();
    long hash = Fnv.add(Fnv.start(), made, 0, made.length);
    String id = span.traceId().hex() + "_" + span.spanId().hex() + "_" + Fnv.text(hash);
    put(spans.at(span.startTimeUnixNano()), id, made);
  }

  private void service(SpanView span) {
    String index = services.at(span.startTimeUnixNano());
    String operation = SpanDocument.operation(span);
    long hash = add(add(Fnv.start(), document.service()), operation);
    String id = Fnv.text(hash);
    String place = index + "/" + id;
    if (known.knows(place) || !newServices.add(place)) {
      return;
    }
    body.cut(0);
    body.beginObject().name("serviceName").text(document.service());
    body.name("operationName").text(operation).endObject();
    put(index, id, body.toByteArray());
  }

  private static long add(long hash, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Fnv.add(hash, bytes, 0, bytes.length);
  }

  private void put(String index, String id, byte[] made) {
    JsonBuffer out = writer.begin();
    out.beginObject().name("index").beginObject();
    out.name("_index").text(index).name("_id").text(id).endObject().endObject().newLine();
    out.raw(made, 0, made.length);
    writer.item(item);
    writer.end(index, true);
  }

  /** Hands on the last of them. */
  void finish() {
    writer.flush();
  }

  /** The documents of services that were among them, by index and id. */
  Set<String> newServices() {
    return newServices;
  }
}
