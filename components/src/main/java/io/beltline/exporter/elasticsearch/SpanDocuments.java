package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.SpanEventView;
import io.beltline.model.otlp.SpanView;

/** Writes a document for each span, and where the mode wants it one for each event. One thread. */
final class SpanDocuments {
  private final ElasticsearchExporterConfig config;
  private final Documents documents;
  private final Cursor<ResourceSpansView> resources = new Cursor<>(new ResourceSpansView());
  private final Cursor<ScopeSpansView> scopes = new Cursor<>(new ScopeSpansView());
  private final Cursor<SpanView> spans = new Cursor<>(new SpanView());
  private final Cursor<SpanEventView> events = new Cursor<>(new SpanEventView());
  private int item;

  SpanDocuments(ElasticsearchExporterConfig config, Documents documents) {
    this.config = config;
    this.documents = documents;
  }

  /** Writes a request; items are counted on over several. */
  void write(Slice chunk) {
    ExportTraceServiceRequestView request = new ExportTraceServiceRequestView();
    request.wrap(chunk);
    for (request.resourceSpans(resources); resources.next(); ) {
      ResourceSpansView resource = resources.item();
      documents.resource(resource.resource());
      for (resource.scopeSpans(scopes); scopes.next(); ) {
        scope(resource, scopes.item());
      }
    }
  }

  private void scope(ResourceSpansView resource, ScopeSpansView scope) {
    if (documents.scope(scope.scope()) == null) {
      for (scope.spans(spans); spans.next(); ) {
        documents.refuse(item++, documents.complaint());
      }
      return;
    }
    DocumentForm form =
        documents.form(
            new Surroundings(
                resource.resource(),
                resource.schemaUrlUtf8(),
                scope.scope(),
                scope.schemaUrlUtf8()));
    for (scope.spans(spans); spans.next(); item++) {
      if (span(form, spans.item()) && form.partsEvents()) {
        events(form, spans.item());
      }
    }
  }

  private boolean span(DocumentForm form, SpanView span) {
    RoutingNames names = documents.names(span.attributes());
    long time = span.startTimeUnixNano();
    Target target = documents.target(config.tracesIndex(), "traces", names, time, item);
    if (target == null) {
      return false;
    }
    JsonBuffer out = documents.begin(target);
    String asked = config.tracesDynamicId().enabled() ? names.id : null;
    boolean own = documents.id(out, asked, item, span.toSlice(), 0, time);
    Documents.endAction(out);
    String complaint = form.span(out, span, target);
    if (!complaint.isEmpty()) {
      documents.writer().forget();
      documents.refuse(item, complaint);
      return false;
    }
    documents.writer().item(item);
    documents.writer().end(target.index(), own);
    return true;
  }

  private void events(DocumentForm form, SpanView span) {
    int part = 1;
    for (span.events(events); events.next(); part++) {
      SpanEventView event = events.item();
      RoutingNames names = documents.names(event.attributes());
      long time = event.timeUnixNano();
      Target target = documents.target(config.logsIndex(), "logs", names, time, item);
      if (target == null) {
        continue;
      }
      JsonBuffer out = documents.begin(target);
      boolean own = documents.id(out, null, item, span.toSlice(), part, time);
      Documents.endAction(out);
      form.event(out, span, event, target);
      documents.writer().item(item);
      documents.writer().end(target.index(), own);
    }
  }
}
