package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.model.MalformedTelemetryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Brings a load to the destination: makes attempts, and by each answer tries again, cuts smaller,
 * keeps as a dead letter or gives up, until every item has come to an end. Used by all senders of a
 * destination at once.
 */
final class Courier {
  private final CourierParts parts;
  private final Refusals refusals;
  private final LongAdder carried = new LongAdder();

  Courier(CourierParts parts) {
    this.parts = parts;
    this.refusals = new Refusals(parts);
  }

  /** Requests being sent now, those that wait for another attempt too. */
  long inFlight() {
    return carried.sum();
  }

  /** Brings a load to its end. Returns when all its items are settled. */
  void carry(Load load) {
    carried.increment();
    try {
      bring(load);
    } finally {
      carried.decrement();
    }
  }

  private void bring(Load load) {
    Shipment first;
    try {
      first = Shipment.of(load, parts.splitter());
    } catch (Throwable bug) { // whatever it is, the items must be counted
      discard(load, DropReason.INTERNAL_ERROR, Refusals.internal());
      parts.health().threw(bug);
      return;
    }
    BatchMetrics.Batches batch = load.batch();
    if (batch != null) {
      batch.sent(first.items, first.telemetry.byteSize());
    }
    List<Shipment> more = step(first, "");
    if (!more.isEmpty()) {
      finish(more, "");
    }
  }

  /** Brings a shipment of a lane to its end. */
  private void carryAside(Shipment shipment) {
    carried.increment();
    try {
      finish(List.of(shipment), shipment.lane);
    } finally {
      carried.decrement();
    }
  }

  /** Brings shipments to their end, or to lanes of their own. */
  private void finish(List<Shipment> begun, String own) {
    ArrayDeque<Shipment> todo = new ArrayDeque<>();
    try {
      before(todo, begun, own);
      for (Shipment next = todo.poll(); next != null; next = todo.poll()) {
        before(todo, step(next, own), own);
      }
    } finally { // something is left only if even the telling of a bug threw
      for (Shipment rest : todo) {
        refusals.lose(rest, DropReason.INTERNAL_ERROR, Refusals.internal());
      }
    }
  }

  /**
   * Puts shipments before all others, those of other lanes into these: at once, as nothing that is
   * sent meanwhile may be of a lane in which earlier items wait.
   */
  private void before(ArrayDeque<Shipment> todo, List<Shipment> next, String own) {
    next.reversed().forEach(todo::addFirst);
    for (Shipment one : next) {
      if (!one.lane.isEmpty() && !one.lane.equals(own) && takenAside(one)) {
        todo.remove(one);
      }
    }
  }

  /** Whether a lane took a shipment; one that cannot begin has no room. */
  private boolean takenAside(Shipment shipment) {
    try {
      return parts.lanes().take(shipment, this::carryAside);
    } catch (Throwable noThread) { // the belt serves it: it must not be lost
      return false;
    }
  }

  /** Takes one step; a shipment with which that cannot be done is settled. */
  private List<Shipment> step(Shipment shipment, String own) {
    try {
      return send(shipment, own);
    } catch (Throwable bug) { // whatever it is, the belt must go on and the items be counted
      return refusals.failed(shipment, bug);
    }
  }

  /** Gives up a load that no sender will take. */
  void discard(Load load, DropReason reason, ConsumeResult told) {
    List<Share> shares = new ArrayList<>();
    load.pieces().forEach(piece -> shares.add(new Share(piece.entry(), piece.items())));
    parts.desk().lost(shares, load.items(), new Outcome.Lost(reason, told));
  }

  /** Keeps or drops a load without an attempt to send it. */
  void withhold(Load load, Refusal refusal) {
    try {
      refusals.withhold(Shipment.of(load, parts.splitter()), refusal);
    } catch (Throwable bug) { // whatever it is, the items must be counted
      discard(load, DropReason.INTERNAL_ERROR, Refusals.internal());
      parts.health().threw(bug);
    }
  }

  /** Takes one step with a shipment; what is left to do is returned, in order. */
  private List<Shipment> send(Shipment shipment, String own) {
    long limit = Math.min(shipment.maxBytes, parts.limit().bytes());
    boolean large = shipment.telemetry.byteSize() > limit && !shipment.trial.begun;
    List<Shipment> smaller = large ? smaller(shipment, limit) : parts.lateness().before(shipment);
    if (!smaller.isEmpty()) {
      return smaller;
    }
    Trial trial = shipment.trial;
    if (parts.stopping().over()) {
      return refusals.lose(shipment, DropReason.SHUTDOWN, interrupted(trial));
    }
    if (trial.pauseNanos > 0
        && !parts.stopping().pause(trial.pauseNanos, trial.askedNanos, trial.hasty)) {
      parts.stopping().failed(); // what is behind must not overtake it
      return refusals.lose(shipment, DropReason.SHUTDOWN, interrupted(trial));
    }
    return judge(shipment, attempt(shipment, own));
  }

  /** The parts of one that is too large; none if it cannot be cut, or not now: it goes whole. */
  private List<Shipment> smaller(Shipment shipment, long limit) {
    try {
      return new Oversize(parts.splitter()).cut(shipment, limit);
    } catch (OutOfMemoryError passing) { // others give back what they have, and nothing was lost
      return List.of();
    }
  }

  /** The exporter's answer, null if it threw. */
  private @Nullable ExportResult attempt(Shipment shipment, String own) {
    Trial trial = shipment.trial;
    Clock clock = parts.clock();
    if (trial.begun) {
      parts.desk().retried();
    } else {
      trial.begun = true;
      trial.firstNanos = clock.nanoTime();
      trial.firstUnixNanos = trial.firstUnixNanos == 0 ? clock.unixNanos() : trial.firstUnixNanos;
    }
    try {
      return parts
          .exporter()
          .export(
              new ExportRequest(
                  shipment.context,
                  shipment.telemetry,
                  parts.stopping().attempt(parts.timeout()),
                  shipment.origins,
                  parts.lanes().seenFrom(own),
                  parts.outgoing()));
    } catch (MalformedTelemetryException damaged) {
      return ExportResult.refused(
          Action.DEAD_LETTER,
          Status.INVALID_ARGUMENT,
          "malformed telemetry: " + damaged.getMessage());
    } catch (OutOfMemoryError passing) { // others give back what they have, and nothing was lost
      return new ExportResult.Refused(
          new Refusal(Action.RETRY, Status.UNAVAILABLE, "memory for the attempt ran out", null)
              .open(true));
    } catch (Throwable bug) { // whatever it is, the belt must go on and the items be counted
      parts.health().threw(bug);
      return null;
    }
  }

  private List<Shipment> judge(Shipment shipment, @Nullable ExportResult result) {
    if (result == null) {
      return refusals.lose(shipment, DropReason.INTERNAL_ERROR, Refusals.internal());
    }
    return switch (result) {
      case ExportResult.Delivered delivered -> delivered(shipment, delivered);
      case ExportResult.Refused refused -> refusals.refused(shipment, refused.refusal());
      case ExportResult.Partial partial -> refusals.partial(shipment, partial.parts());
    };
  }

  private List<Shipment> delivered(Shipment shipment, ExportResult.Delivered answer) {
    parts.health().succeeded();
    parts.limit().taken(shipment.telemetry.byteSize());
    parts.lateness().taken(shipment.telemetry.byteSize());
    int rejected = Math.clamp(answer.rejectedItems(), 0, shipment.items);
    Outcome.Delivered outcome =
        answer.message().isEmpty()
            ? Outcome.Delivered.QUIETLY
            : new Outcome.Delivered(answer.message());
    if (rejected == 0) {
      parts.desk().delivered(shipment.shares, shipment.items, outcome);
      return List.of();
    }
    parts.health().lost(DropReason.REJECTED.label(), rejected, answer.message());
    List<Share> group = Refusals.group(shipment);
    parts
        .desk()
        .lost(
            group,
            rejected,
            new Outcome.Lost(DropReason.REJECTED, new Accepted(0, answer.message())));
    if (rejected < shipment.items) {
      parts.desk().delivered(group, shipment.items - rejected, outcome);
    }
    return List.of();
  }

  private ConsumeResult interrupted(Trial trial) {
    String why = parts.stopping().begun() ? "shutting down" : "interrupted before the next attempt";
    return ConsumeResult.unavailable(
        trial.lastWords.isEmpty() ? why : why + "; the destination said " + trial.lastWords, null);
  }
}
