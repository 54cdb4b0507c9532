package io.beltline.exporter.elasticsearch;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.components.bulk.BulkClient;
import io.beltline.components.bulk.ItemOutcomes;
import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Profiles;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes telemetry as documents, in bulk requests that are sent as soon as they are complete. */
final class ElasticsearchExporter implements Exporter {
  private final Settings settings;
  private final ElasticsearchExporterConfig config;
  private final ConcurrentHashMap<Router.Names, Target> targets = new ConcurrentHashMap<>();
  private @Nullable BulkClient client;
  private @Nullable InstallationCheck check;

  ElasticsearchExporter(Settings settings, ElasticsearchExporterConfig config) {
    this.settings = settings;
    this.config = config;
  }

  @Override
  public void start(Host host) {
    OlderKeys.tell(config, settings.logger());
    BulkClient created = new BulkClient(settings, host, Cluster.settings(config, System.getenv()));
    check = new InstallationCheck(created, settings.logger());
    client = created;
  }

  @Override
  public ExportResult export(ExportRequest request) {
    Telemetry telemetry = request.telemetry();
    BulkClient cluster = requireNonNull(client, "not started");
    ItemOutcomes outcomes = new ItemOutcomes(telemetry.itemCount());
    Documents documents =
        new Documents(
            config,
            request,
            targets,
            requireNonNull(check, "not started"),
            cluster.writer(outcomes, request),
            outcomes);
    switch (telemetry) {
      case Logs logs -> {
        LogDocuments walk = new LogDocuments(config, documents);
        for (Slice chunk : logs.payload().chunks()) {
          walk.write(chunk);
        }
      }
      case Traces traces -> {
        SpanDocuments walk = new SpanDocuments(config, documents);
        for (Slice chunk : traces.payload().chunks()) {
          walk.write(chunk);
        }
      }
      case Metrics metrics -> {
        MetricDocuments walk = new MetricDocuments(config, documents);
        for (Slice chunk : metrics.payload().chunks()) {
          walk.write(chunk);
        }
      }
      case Profiles _ -> {
        return ExportResult.refused(
            Action.DEAD_LETTER, Status.INVALID_ARGUMENT, "there are no documents for profiles");
      }
    }
    documents.finish();
    if (cluster.hasAnswered()) {
      requireNonNull(check, "not started").run(request.context());
    }
    return outcomes.result(telemetry);
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (client != null) {
      client.close(deadline);
    }
  }
}
