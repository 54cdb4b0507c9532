package io.beltline.exporter.prometheusremotewrite;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.components.parts.Parallel;
import io.beltline.components.parts.Turn;
import io.beltline.exporter.prometheusremotewrite.RemoteWriteResponses.Verdict;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.http.HttpClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends metrics by Remote Write. Of a series nothing is sent before what came before it has been
 * taken or given up: one call is served at a time, in the order of their coming, and the requests
 * one call is cut into, which are sent at once, have no series in common.
 */
final class PrometheusRemoteWriteExporter implements Exporter {
  /** How many series are known by the time of their newest sample. */
  private static final int MOST_SERIES = 1_000_000;

  private final Settings settings;
  private final PrometheusRemoteWriteExporterConfig config;
  private final Losses losses;
  private final Written written;
  private final Turn turn = new Turn();
  private final SeriesMemory memory = new SeriesMemory(MemoryShare.ofProcess());
  private Latest latest = new Latest(MOST_SERIES);
  private Tenant tenant = new Tenant(List.of(), List.of());
  private @Nullable Host host;
  private @Nullable HttpClient client;
  private @Nullable Sender sender;

  PrometheusRemoteWriteExporter(Settings settings, PrometheusRemoteWriteExporterConfig config) {
    this.settings = settings;
    this.config = config;
    this.losses = new Losses(settings);
    this.written = new Written(settings);
  }

  @Override
  public void start(Host started) {
    host = started;
    latest = started.handedOver(Latest.class).orElse(latest);
    config.notices().forEach(settings.logger()::warn);
    tenant = Tenant.at(config, started); // refuses, before there is a client to close
    client = HttpClient.create(config.protectedHttp(), ClientSettings.of(settings, started));
    sender = new Sender(settings, config, client, started.clock(), written);
    MemoryShare.ofProcess().enter();
  }

  @Override
  public ExportResult export(ExportRequest request) {
    ExportResult unserved = turn.begin(request.deadline());
    if (unserved != null) {
      return unserved;
    }
    try {
      return inTurn(request);
    } catch (MalformedTelemetryException malformed) {
      return ExportResult.refused(
          Action.DEAD_LETTER, Status.INVALID_ARGUMENT, "cannot be read: " + malformed.getMessage());
    } catch (OutOfMemoryError none) {
      memory.clear(); // it is made again
      throw none;
    } finally {
      turn.end();
    }
  }

  private ExportResult inTurn(ExportRequest request) {
    memory.begin();
    Intake intake = new Intake(config, memory, latest, losses, tenant.of(request.context()));
    for (Slice chunk : request.telemetry().payload().chunks()) {
      intake.request(chunk);
    }
    Plan plan = intake.plan();
    Outcomes outcomes = new Outcomes(request.telemetry(), plan);
    Verdict.@Nullable Refused stop =
        send(WriteRequest.of(plan.groups(), config.batchBytes()), outcomes, request, null);
    send(WriteRequest.of(plan.late(), config.batchBytes()), outcomes, request, stop);
    return outcomes.result();
  }

  /**
   * Sends requests at once.
   *
   * @param stop why nothing can be sent at the moment, null if it can
   * @return the same of what was found out
   */
  private Verdict.@Nullable Refused send(
      List<WriteRequest> requests,
      Outcomes outcomes,
      ExportRequest attempt,
      Verdict.@Nullable Refused stop) {
    Sender running = requireNonNull(sender, "not started");
    List<Verdict> verdicts =
        stop == null
            ? Parallel.map(requests, config.parallelism(), one -> running.send(one, attempt))
            : List.of();
    Verdict.@Nullable Refused last = stop;
    for (int i = 0; i < requests.size(); i++) {
      WriteRequest request = requests.get(i);
      written.translated(request.series().size());
      if (stop != null) {
        outcomes.refused(request, stop);
      } else if (verdicts.get(i) instanceof Verdict.Refused refused) {
        outcomes.refused(request, refused);
        Action action = refused.refusal().action();
        last = action == Action.RETRY || action == Action.HOLD ? refused : last;
      } else {
        taken(request);
      }
    }
    return last;
  }

  private void taken(WriteRequest request) {
    for (Group group : request.groups()) {
      if (latest.taken(group.key(), group.newest(), group.source())) {
        losses.collision(group.all().iterator().next().labels().toString());
      }
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (client != null) {
      client.close(deadline);
    }
    if (sender != null) {
      MemoryShare.ofProcess().leave();
    }
    if (host != null) {
      host.handOver(latest);
    }
  }
}
