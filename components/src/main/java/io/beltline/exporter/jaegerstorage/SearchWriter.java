package io.beltline.exporter.jaegerstorage;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.components.bulk.BulkClient;
import io.beltline.components.bulk.ItemOutcomes;
import io.beltline.components.jaegerstorage.SearchStorageConfig;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;

/** Writes spans to a cluster in Jaeger's layout of indices. */
final class SearchWriter implements TraceWriter {
  private final BulkClient client;
  private final TemplateSetup templates;
  private final IndexName spans;
  private final IndexName services;
  private final ServiceCache known;
  private final TagFields fields;

  private SearchWriter(
      BulkClient client, TemplateSetup templates, SearchStorageConfig storage, ServiceCache known) {
    this.client = client;
    this.templates = templates;
    this.spans = IndexName.ofSpans(storage);
    this.services = IndexName.ofServices(storage);
    this.known = known;
    this.fields = TagFields.of(storage.tagsAsFields());
  }

  /** A writer; asks the cluster nothing yet. */
  static SearchWriter open(
      Settings settings,
      Host host,
      SearchStorageConfig storage,
      JaegerStorageExporterConfig config) {
    BulkClient client =
        new BulkClient(
            settings,
            host,
            StorageCluster.settings(storage, config, host.clock(), settings.logger()));
    return new SearchWriter(
        client,
        new TemplateSetup(storage, client, settings.logger()),
        storage,
        new ServiceCache(host.clock(), storage.serviceCacheTtl()));
  }

  @Override
  public ExportResult write(ExportRequest request) {
    Refusal refusal = templates.ensure(request.context(), request.deadline());
    if (refusal != null) {
      return new ExportResult.Refused(refusal);
    }
    Telemetry telemetry = request.telemetry();
    ItemOutcomes outcomes = new ItemOutcomes(telemetry.itemCount());
    SpanDocuments documents =
        new SpanDocuments(client.writer(outcomes, request), spans, services, known, fields);
    for (Slice chunk : telemetry.payload().chunks()) {
      documents.write(chunk);
    }
    documents.finish();
    ExportResult result = outcomes.result(telemetry);
    if (result instanceof ExportResult.Delivered) {
      known.add(documents.newServices());
    }
    return result;
  }

  @Override
  public void close(Deadline deadline) {
    client.close(deadline);
  }
}
