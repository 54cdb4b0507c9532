package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ScopeLogsView;

/** Writes a document for each log record. One thread. */
final class LogDocuments {
  private final ElasticsearchExporterConfig config;
  private final Documents documents;
  private final Cursor<ResourceLogsView> resources = new Cursor<>(new ResourceLogsView());
  private final Cursor<ScopeLogsView> scopes = new Cursor<>(new ScopeLogsView());
  private final Cursor<LogRecordView> records = new Cursor<>(new LogRecordView());
  private int item;

  LogDocuments(ElasticsearchExporterConfig config, Documents documents) {
    this.config = config;
    this.documents = documents;
  }

  /** Writes a request; items are counted on over several. */
  void write(Slice chunk) {
    ExportLogsServiceRequestView request = new ExportLogsServiceRequestView();
    request.wrap(chunk);
    for (request.resourceLogs(resources); resources.next(); ) {
      ResourceLogsView resource = resources.item();
      documents.resource(resource.resource());
      for (resource.scopeLogs(scopes); scopes.next(); ) {
        scope(resource, scopes.item());
      }
    }
  }

  private void scope(ResourceLogsView resource, ScopeLogsView scope) {
    if (documents.scope(scope.scope()) == null) {
      for (scope.logRecords(records); records.next(); ) {
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
    for (scope.logRecords(records); records.next(); item++) {
      record(form, records.item());
    }
  }

  private void record(DocumentForm form, LogRecordView record) {
    RoutingNames names = documents.names(record.attributes());
    long time = DocumentForm.time(record);
    Target target = documents.target(config.logsIndex(), "logs", names, time, item);
    if (target == null) {
      return;
    }
    JsonBuffer out = documents.begin(target);
    Documents.pipeline(out, config.logsDynamicPipeline().enabled() ? names.pipeline : null);
    String asked = config.logsDynamicId().enabled() ? names.id : null;
    boolean own = documents.id(out, asked, item, record);
    Documents.endAction(out);
    String complaint = form.log(out, record, target);
    if (complaint.isEmpty()) {
      documents.writer().item(item);
      documents.writer().end(target.index(), own);
    } else {
      documents.writer().forget();
      documents.refuse(item, complaint);
    }
  }
}
