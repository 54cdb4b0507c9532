package io.beltline.exporter.opensearch;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.components.bulk.BulkClient;
import io.beltline.components.bulk.BulkLog;
import io.beltline.components.bulk.BulkSettings;
import io.beltline.components.bulk.ItemOutcomes;
import io.beltline.delivery.Answer;
import io.beltline.model.Logs;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes log records and spans as documents, in bulk requests. */
final class OpenSearchExporter implements Exporter {
  private static final long MOST_BYTES = 5_000_000;
  private static final BulkLog SILENT = new BulkLog(false, false, false, Duration.ofSeconds(1));

  private final Settings settings;
  private final OpenSearchExporterConfig config;
  private @Nullable BulkClient client;

  OpenSearchExporter(Settings settings, OpenSearchExporterConfig config) {
    this.settings = settings;
    this.config = config;
  }

  @Override
  public void start(Host host) {
    BulkSettings bulk =
        new BulkSettings(
            config.http(),
            List.of(URI.create(config.http().endpoint())),
            "",
            List::of,
            MOST_BYTES,
            OpenSearchExporterConfig.ANSWERS.with(config.answers()),
            config.answers().containsKey(Answer.parse("409")),
            false,
            false,
            Duration.ZERO,
            SILENT);
    client = new BulkClient(settings, host, bulk);
  }

  @Override
  public ExportResult export(ExportRequest request) {
    Telemetry telemetry = request.telemetry();
    if (!(telemetry instanceof Logs) && !(telemetry instanceof Traces)) {
      return ExportResult.refused(
          Action.DEAD_LETTER,
          Status.INVALID_ARGUMENT,
          "there are no documents for " + telemetry.signal().label());
    }
    ItemOutcomes outcomes = new ItemOutcomes(telemetry.itemCount());
    OpenSearchDocuments documents =
        new OpenSearchDocuments(
            config,
            requireNonNull(client, "not started").writer(outcomes, request),
            outcomes,
            request.origins());
    for (Slice chunk : telemetry.payload().chunks()) {
      if (telemetry instanceof Logs) {
        documents.logs(chunk);
      } else {
        documents.spans(chunk);
      }
    }
    documents.finish();
    return outcomes.result(telemetry);
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (client != null) {
      client.close(deadline);
    }
  }
}
