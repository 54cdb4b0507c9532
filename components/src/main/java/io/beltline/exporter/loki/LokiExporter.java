package io.beltline.exporter.loki;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.components.parts.Turn;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.http.HttpClient;
import java.util.BitSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Pushes log records to Loki. Of a stream nothing is sent before what came before it has been taken
 * or given up: one batch is served at a time, the requests it is cut into and sent in at once have
 * no stream in common. A stream that Loki slows down waits in a lane of its own, and so does a
 * tenant that is refused where there are others.
 */
final class LokiExporter implements Exporter {
  private final Settings settings;
  private final LokiExporterConfig config;
  private final Losses losses;
  private final Tenants tenants;
  private final Turn turn = new Turn();
  private final MetadataRefusals refusals;
  private @Nullable HttpClient client;
  private @Nullable Sender sender;
  private @Nullable Cardinalities cardinalities;
  private @Nullable Clock clock;

  LokiExporter(Settings settings, LokiExporterConfig config) {
    this.settings = settings;
    this.config = config;
    this.losses = new Losses(settings);
    this.tenants = new Tenants(config);
    this.refusals = new MetadataRefusals(settings.logger());
  }

  @Override
  public void start(Host host) {
    config.notices().forEach(settings.logger()::warn);
    clock = host.clock();
    Cardinalities known = new Cardinalities(config.limits(), clock);
    cardinalities = known;
    losses.streams(known::streams);
    client = HttpClient.create(config.ownClient(), ClientSettings.of(settings, host));
    sender = new Sender(config, tenants, client, clock, losses);
  }

  @Override
  public ExportResult export(ExportRequest request) {
    boolean aside = !request.lanes().own().isEmpty(); // its order is kept where it waits
    ExportResult unserved = aside ? null : turn.begin(request.deadline());
    if (unserved != null) {
      return unserved;
    }
    try {
      return attempt(request);
    } catch (MalformedTelemetryException malformed) {
      return ExportResult.refused(
          Action.DEAD_LETTER, Status.INVALID_ARGUMENT, "cannot be read: " + malformed.getMessage());
    } finally {
      if (!aside) {
        turn.end();
      }
    }
  }

  /** Sends all, and once more what a tenant did not take for its structured metadata. */
  private ExportResult attempt(ExportRequest request) {
    Attempt attempt = new Attempt(config, tenants, requireNonNull(sender, "not started"), request);
    Plan plan = plan(request, attempt, null);
    while (true) {
      BitSet anew = attempt.send(plan);
      plan.lost(anew, losses.labels());
      if (anew.isEmpty()) {
        return attempt.result();
      }
      attempt.plain().forEach(refusals::add);
      plan = plan(request, attempt, anew);
    }
  }

  /** Plans all records, or for the second time some of them. */
  private Plan plan(ExportRequest request, Attempt attempt, @Nullable BitSet some) {
    LabelChoice choice = new LabelChoice(config, tenants, request.context());
    Predicate<String> takesMetadata =
        tenant -> refusals.takes(tenant) && !attempt.plain().contains(tenant);
    Labelling labelling =
        new Labelling(
            config,
            choice,
            requireNonNull(cardinalities, "not started"),
            some == null ? losses.labels() : LabelLosses.TOLD,
            takesMetadata);
    long now = requireNonNull(clock, "not started").unixNanos();
    Intake intake = new Intake(config, choice, labelling, losses, now, some);
    for (Slice chunk : request.telemetry().payload().chunks()) {
      intake.request(chunk);
    }
    return intake.plan();
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (client != null) {
      client.close(deadline);
    }
  }
}
