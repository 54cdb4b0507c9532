package io.beltline.exporter.opensearch;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Origins;
import io.beltline.api.Status;
import io.beltline.components.bulk.BulkWriter;
import io.beltline.components.bulk.DocumentIds;
import io.beltline.components.bulk.ItemOutcomes;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.ValueWriter;
import io.beltline.exporter.opensearch.OpenSearchMappingConfig.Mode;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ScopeLogsView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.SpanView;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a document for each log record and each span of an export. One thread. */
final class OpenSearchDocuments {
  private final OpenSearchExporterConfig config;
  private final BulkWriter writer;
  private final ItemOutcomes outcomes;
  private final @Nullable DocumentIds ids;
  private final IndexPattern logsIndex;
  private final IndexPattern tracesIndex;
  private final DataModelDocument dataModel;
  private int item;

  OpenSearchDocuments(
      OpenSearchExporterConfig config, BulkWriter writer, ItemOutcomes outcomes, Origins origins) {
    this.config = config;
    this.writer = writer;
    this.outcomes = outcomes;
    this.ids =
        config.documentIds().enabled()
            ? new DocumentIds(config.documentIds().madeOf(), origins)
            : null;
    String names = "-" + config.dataset() + "-" + config.namespace();
    this.logsIndex =
        new IndexPattern(
            config.logsIndex(),
            "ss4o_logs" + names,
            config.logsIndexFallback(),
            config.logsIndexTimeFormat());
    this.tracesIndex =
        new IndexPattern(
            config.tracesIndex(),
            "ss4o_traces" + names,
            config.tracesIndexFallback(),
            config.tracesIndexTimeFormat());
    this.dataModel = new DataModelDocument(config.mapping());
  }

  void logs(Slice chunk) {
    ExportLogsServiceRequestView request = new ExportLogsServiceRequestView();
    request.wrap(chunk);
    Cursor<ResourceLogsView> resources = new Cursor<>(new ResourceLogsView());
    Cursor<ScopeLogsView> scopes = new Cursor<>(new ScopeLogsView());
    Cursor<LogRecordView> records = new Cursor<>(new LogRecordView());
    for (request.resourceLogs(resources); resources.next(); ) {
      ResourceLogsView resource = resources.item();
      for (resource.scopeLogs(scopes); scopes.next(); ) {
        ScopeLogsView scope = scopes.item();
        Place place = new Place(resource.resource(), scope.scope(), scope.schemaUrlUtf8());
        enter(place);
        for (scope.logRecords(records); records.next(); item++) {
          log(place, records.item());
        }
      }
    }
  }

  void spans(Slice chunk) {
    ExportTraceServiceRequestView request = new ExportTraceServiceRequestView();
    request.wrap(chunk);
    Cursor<ResourceSpansView> resources = new Cursor<>(new ResourceSpansView());
    Cursor<ScopeSpansView> scopes = new Cursor<>(new ScopeSpansView());
    Cursor<SpanView> spans = new Cursor<>(new SpanView());
    for (request.resourceSpans(resources); resources.next(); ) {
      ResourceSpansView resource = resources.item();
      for (resource.scopeSpans(scopes); scopes.next(); ) {
        ScopeSpansView scope = scopes.item();
        Place place = new Place(resource.resource(), scope.scope(), scope.schemaUrlUtf8());
        enter(place);
        for (scope.spans(spans); spans.next(); item++) {
          SpanView span = spans.item();
          long time = span.startTimeUnixNano();
          String index = tracesIndex.name(span.attributes(), place.scope(), place.resource(), time);
          JsonBuffer out = begin(index);
          if (ids != null) {
            ids.write(out, item, span.toSlice(), 0, time);
          }
          endAction(out);
          new Ss4oDocument(config, out).span(place, span);
          end(index);
        }
      }
    }
  }

  private void enter(Place place) {
    if (ids != null) {
      ids.scope(place.resource().toSlice(), place.scope().toSlice());
    }
  }

  private void log(Place place, LogRecordView record) {
    Mode mode = config.mapping().mode();
    if (mode == Mode.BODYMAP && record.body().valueCase() != AnyValueView.KVLIST_VALUE) {
      outcomes.refuse(
          item,
          new Refusal(
              Action.DEAD_LETTER,
              Status.INVALID_ARGUMENT,
              "the body is no map, which mapping mode bodymap needs",
              null));
      return;
    }
    long time = record.timeUnixNano();
    time = time == 0 ? record.observedTimeUnixNano() : time;
    String index = logsIndex.name(record.attributes(), place.scope(), place.resource(), time);
    JsonBuffer out = begin(index);
    if (ids != null) {
      ids.write(out, item, record);
    }
    endAction(out);
    switch (mode) {
      case SS4O -> new Ss4oDocument(config, out).log(place, record, time);
      case BODYMAP -> new ValueWriter(out).value(record.body());
      case ECS, FLATTEN_ATTRIBUTES -> dataModel.write(out, place, record, time);
    }
    end(index);
  }

  private JsonBuffer begin(String index) {
    JsonBuffer out = writer.begin();
    out.beginObject().name(config.bulkAction().name().toLowerCase(Locale.ROOT)).beginObject();
    out.name("_index").text(index);
    return out;
  }

  private static void endAction(JsonBuffer out) {
    out.endObject().endObject().newLine();
  }

  private void end(String index) {
    writer.item(item);
    writer.end(index, ids != null);
  }

  void finish() {
    writer.flush();
    if (ids != null) {
      ids.keepTogether(outcomes);
    }
  }
}
