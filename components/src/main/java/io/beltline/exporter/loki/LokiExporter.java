package io.beltline.exporter.loki;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.parts.Parallel;
import io.beltline.exporter.loki.Verdict.Refused;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.http.HttpClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pushes log records to Loki. Of a stream nothing is sent before what came before it has been taken
 * or given up: one batch is served at a time, the requests it is cut into and sent in at once have
 * no stream in common, and a stream that Loki slows down waits in a lane of its own.
 */
final class LokiExporter implements Exporter {
  private final Settings settings;
  private final LokiExporterConfig config;
  private final Losses losses;
  private final Tenants tenants;
  private final ReentrantLock turn = new ReentrantLock(true);
  private volatile boolean metadataTaken = true;
  private @Nullable HttpClient client;
  private @Nullable Sender sender;
  private @Nullable Cardinalities cardinalities;
  private @Nullable Clock clock;

  LokiExporter(Settings settings, LokiExporterConfig config) {
    this.settings = settings;
    this.config = config;
    this.losses = new Losses(settings);
    this.tenants = new Tenants(config);
  }

  @Override
  public void start(Host host) {
    config.notices().forEach(settings.logger()::warn);
    clock = host.clock();
    Cardinalities known = new Cardinalities(config.limits(), clock);
    cardinalities = known;
    losses.streams(known::streams);
    client = HttpClient.create(config.ownClient(), ClientSettings.of(settings, host));
    sender = new Sender(config, client, clock, losses);
  }

  @Override
  public ExportResult export(ExportRequest request) {
    boolean aside = !request.lanes().own().isEmpty(); // its order is kept where it waits
    try {
      if (!aside && !turn.tryLock(request.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        return ExportResult.retry(
            Status.of(Code.DEADLINE_EXCEEDED), "another request was being sent", null);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return ExportResult.retry(Status.of(Code.CANCELLED), "interrupted before it was sent", null);
    }
    try {
      boolean metadata = metadataTaken;
      ExportResult result = attempt(request, metadata);
      return result == null ? requireNonNull(attempt(request, false)) : result;
    } catch (MalformedTelemetryException malformed) {
      return ExportResult.refused(
          Action.DEAD_LETTER, Status.INVALID_ARGUMENT, "cannot be read: " + malformed.getMessage());
    } finally {
      if (!aside) {
        turn.unlock();
      }
    }
  }

  /** Makes an attempt; null if the destination turned out not to take structured metadata. */
  private @Nullable ExportResult attempt(ExportRequest request, boolean metadata) {
    Plan plan = plan(request, metadata);
    Outcomes outcomes = new Outcomes(request.telemetry(), plan, config.limits().maxLineSize());
    List<Stream> free = new ArrayList<>();
    for (Stream stream : plan.streams()) {
      String lane = stream.lane();
      if (request.lanes().isOccupied(lane) && !request.lanes().own().equals(lane)) {
        outcomes.refused(new Refused(stream.lines(), behind(), lane));
      } else {
        free.add(stream);
      }
    }
    Set<String> slow = new HashSet<>();
    Refused stop = null;
    for (List<PushRequest> round : PushRequest.rounds(free, config.limits().maxRequestSize())) {
      List<PushRequest> ready = new ArrayList<>();
      for (PushRequest all : round) {
        ready.add(held(all, slow, stop, outcomes));
      }
      Sender running = requireNonNull(sender, "not started");
      List<Verdict> verdicts =
          Parallel.map(ready, config.parallelism(), one -> running.send(one, request));
      for (Verdict verdict : verdicts) {
        if (verdict.metadataRefused() && metadata) {
          noMetadata();
          return null;
        }
        for (Refused refused : verdict.refused()) {
          outcomes.refused(refused);
          stop = refused.stops() ? refused : stop;
          slow.add(refused.lane());
        }
      }
    }
    return outcomes.result();
  }

  /** Takes out of a request what must not be sent now. */
  private static PushRequest held(
      PushRequest request, Set<String> slow, @Nullable Refused stop, Outcomes outcomes) {
    if (stop != null) {
      outcomes.refused(new Refused(request.lines(), stop.refusal(), ""));
      return new PushRequest(request.tenant(), List.of());
    }
    PushRequest rest = request;
    for (Piece piece : request.pieces()) {
      if (slow.contains(piece.stream().lane())) {
        outcomes.refused(new Refused(piece.lines(), behind(), piece.stream().lane()));
        rest = rest.without(piece.lines());
      }
    }
    return rest;
  }

  private static Refusal behind() {
    return new Refusal(
        Action.RETRY, Status.UNAVAILABLE, "earlier lines of the stream are not taken yet", null);
  }

  private Plan plan(ExportRequest request, boolean metadata) {
    LabelChoice choice = new LabelChoice(config, tenants, request.context());
    Labelling labelling =
        new Labelling(
            config, choice, requireNonNull(cardinalities, "not started"), losses, metadata);
    Intake intake =
        new Intake(
            config, choice, labelling, losses, requireNonNull(clock, "not started").unixNanos());
    for (Slice chunk : request.telemetry().payload().chunks()) {
      intake.request(chunk);
    }
    return intake.plan();
  }

  private void noMetadata() {
    if (metadataTaken) {
      metadataTaken = false;
      settings
          .logger()
          .warn(
              "the destination does not take structured metadata (Loki: allow_structured_metadata):"
                  + " it is not sent any more");
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (client != null) {
      client.close(deadline);
    }
  }
}
