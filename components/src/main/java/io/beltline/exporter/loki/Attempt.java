package io.beltline.exporter.loki;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.components.parts.Parallel;
import io.beltline.exporter.loki.Verdict.Refused;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to send a batch. Of a stream nothing is sent once a line of it was refused for the
 * moment, of a tenant once a request of it was, and nothing at all once everything was: neither by
 * the plan in which that happened nor by a later one. One thread.
 */
final class Attempt {
  private final LokiExporterConfig config;
  private final Tenants tenants;
  private final Sender sender;
  private final ExportRequest request;
  private final Outcomes outcomes;
  private final Set<String> slow = new HashSet<>();
  private final Set<String> plain = new HashSet<>();
  private final Set<String> plainNow = new HashSet<>();
  private final BitSet anew = new BitSet();
  private @Nullable Refused stop;

  Attempt(LokiExporterConfig config, Tenants tenants, Sender sender, ExportRequest request) {
    this.config = config;
    this.tenants = tenants;
    this.sender = sender;
    this.request = request;
    this.outcomes = new Outcomes(request.telemetry());
  }

  /**
   * Sends what is planned.
   *
   * @return the places of records that must be planned anew without structured metadata, as it
   *     turned out that their tenants do not take it: nothing of them was taken
   */
  BitSet send(Plan plan) {
    anew.clear();
    plainNow.clear();
    outcomes.unsent(plan, config.limits().maxLineSize());
    for (List<PushRequest> round :
        PushRequest.rounds(free(plan), config.limits().maxRequestSize())) {
      List<PushRequest> ready = round.stream().map(this::held).toList();
      List<Verdict> verdicts =
          Parallel.map(ready, config.parallelism(), one -> sender.send(one, request));
      for (int i = 0; i < ready.size(); i++) {
        note(ready.get(i).tenant(), verdicts.get(i));
      }
    }
    return (BitSet) anew.clone();
  }

  /** Tenants that turned out not to take structured metadata. */
  Set<String> plain() {
    return plain;
  }

  /** What delivery is told. */
  ExportResult result() {
    return outcomes.result();
  }

  /** The streams of which nothing waits in a lane; what belongs behind that joins it. */
  private List<Stream> free(Plan plan) {
    List<Stream> free = new ArrayList<>();
    for (Stream stream : plan.streams()) {
      String lane = occupied(stream);
      if (lane.isEmpty()) {
        free.add(stream);
      } else {
        outcomes.refused(new Refused(stream.lines(), behind(), lane));
      }
    }
    return free;
  }

  /**
   * The lane in which earlier lines of a stream wait, empty for none. What waits in that of its
   * tenant is later than what waits in its own, and what an attempt from a lane sends is earlier.
   */
  private String occupied(Stream stream) {
    String own = request.lanes().own();
    String tenant = tenants.lane(stream.tenant());
    if (own.isEmpty() && !tenant.isEmpty() && request.lanes().isOccupied(tenant)) {
      return tenant;
    }
    String lane = stream.lane();
    return request.lanes().isOccupied(lane) && !own.equals(lane) ? lane : "";
  }

  private void note(String tenant, Verdict verdict) {
    for (Refused refused : verdict.refused()) {
      outcomes.refused(refused);
      stop = refused.stops() ? refused : stop;
      slow.add(refused.lane());
    }
    if (!verdict.plain().isEmpty()) {
      plain.add(tenant);
      plainNow.add(tenant);
      verdict.plain().forEach(line -> anew.set(line.item()));
    }
  }

  /** Takes out of a request what must not be sent now. */
  private PushRequest held(PushRequest all) {
    PushRequest rest = all;
    String tenant = tenants.lane(all.tenant());
    for (Piece piece : all.pieces()) {
      String lane = piece.stream().lane();
      if (slow.contains(lane)) { // even where all stop: its earlier lines wait in the lane
        outcomes.refused(new Refused(piece.lines(), behind(), lane));
      } else if (!tenant.isEmpty() && slow.contains(tenant)) {
        outcomes.refused(new Refused(piece.lines(), behind(), tenant));
      } else if (stop != null) {
        outcomes.refused(new Refused(piece.lines(), stop.refusal(), ""));
      } else if (plainNow.contains(all.tenant())) {
        piece.lines().forEach(line -> anew.set(line.item()));
      } else {
        continue;
      }
      rest = rest.without(piece.lines());
    }
    return rest;
  }

  private static Refusal behind() {
    return new Refusal(
        Action.RETRY,
        Status.UNAVAILABLE,
        "earlier lines of the stream or its tenant are not taken yet",
        null);
  }
}
