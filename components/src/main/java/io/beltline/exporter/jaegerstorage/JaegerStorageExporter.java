package io.beltline.exporter.jaegerstorage;

import static java.util.Objects.requireNonNull;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.components.bulk.BulkTable;
import io.beltline.components.jaegerstorage.JaegerStorage;
import io.beltline.components.jaegerstorage.RemoteStorageConfig;
import io.beltline.components.jaegerstorage.SearchStorageConfig;
import io.beltline.components.jaegerstorage.TraceStorageConfig;
import io.beltline.components.otlp.OtlpGrpcResponses;
import io.beltline.delivery.AnswerTable;
import io.beltline.model.Traces;
import org.jspecify.annotations.Nullable;

/** Writes spans into the storage that the {@code jaeger_storage} extension knows by a name. */
final class JaegerStorageExporter implements Exporter {
  private static final ComponentId EXTENSION = ComponentId.parse("jaeger_storage");

  private final Settings settings;
  private final JaegerStorageExporterConfig config;
  private @Nullable TraceWriter writer;

  JaegerStorageExporter(Settings settings, JaegerStorageExporterConfig config) {
    this.settings = settings;
    this.config = config;
  }

  /**
   * Opens the storage.
   *
   * @throws ComponentException if there is none of that name, or if {@code answers} names what such
   *     a storage never says
   */
  @Override
  public void start(Host host) {
    TraceStorageConfig storage = find(host);
    SearchStorageConfig search = storage.search();
    RemoteStorageConfig remote = storage.grpc();
    AnswerTable answers = search != null ? BulkTable.ANSWERS : OtlpGrpcResponses.TABLE;
    answers.check(
        config.answers(),
        (key, words) -> {
          throw new ComponentException(key + " " + words);
        });
    writer =
        search != null
            ? SearchWriter.open(settings, host, search, config)
            : new RemoteWriter(settings, host, requireNonNull(remote), config);
  }

  private TraceStorageConfig find(Host host) {
    Extension extension = host.extension(EXTENSION).orElse(null);
    if (!(extension instanceof JaegerStorage storages)) {
      throw new ComponentException(
          "trace_storage: there is no extension jaeger_storage that runs (expected: jaeger_storage"
              + " under extensions, named in service::extensions too)");
    }
    return storages
        .traceStorage(config.traceStorage())
        .orElseThrow(
            () ->
                new ComponentException(
                    "trace_storage: \"%s\" is no storage of the extension jaeger_storage (expected: one of %s)"
                        .formatted(config.traceStorage(), storages.traceStorageNames())));
  }

  @Override
  public ExportResult export(ExportRequest request) {
    if (!(request.telemetry() instanceof Traces)) {
      return ExportResult.refused(
          Action.DEAD_LETTER, Status.INVALID_ARGUMENT, "a storage of Jaeger takes traces alone");
    }
    return requireNonNull(writer, "not started").write(request);
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (writer != null) {
      writer.close(deadline);
    }
  }
}
