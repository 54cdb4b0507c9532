package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.model.Profiles;
import io.beltline.model.Telemetry;
import java.time.Duration;
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
  private final Parts parts;
  private final LongAdder attempts = new LongAdder();

  Courier(Parts parts) {
    this.parts = parts;
  }

  /** Requests being sent now. */
  long inFlight() {
    return attempts.sum();
  }

  /** Brings a load to its end. Returns when all its items are settled; throws nothing. */
  void carry(Load load) {
    Shipment first;
    try {
      first = Shipment.of(load, parts.splitter());
    } catch (RuntimeException bug) {
      parts.health().threw(bug);
      discard(load, DropReason.INTERNAL_ERROR, internal());
      return;
    }
    List<Shipment> more = send(first);
    if (more.isEmpty()) {
      return;
    }
    ArrayDeque<Shipment> todo = new ArrayDeque<>(more);
    for (Shipment next = todo.poll(); next != null; next = todo.poll()) {
      send(next).reversed().forEach(todo::addFirst);
    }
  }

  /** Gives up a load that no sender will take. */
  void discard(Load load, DropReason reason, ConsumeResult told) {
    List<Share> shares = new ArrayList<>();
    load.pieces().forEach(piece -> shares.add(new Share(piece.entry(), piece.items())));
    parts.desk().lost(shares, load.items(), new Outcome.Lost(reason, told));
  }

  /** Takes one step with a shipment; what is left to do is returned, in order. */
  private List<Shipment> send(Shipment shipment) {
    long limit = Math.min(shipment.maxBytes, parts.limit().bytes());
    if (shipment.telemetry.byteSize() > limit && !shipment.trial.begun) {
      List<Shipment> smaller = cut(shipment, limit);
      if (!smaller.isEmpty()) {
        return smaller;
      }
    }
    Trial trial = shipment.trial;
    if (parts.stopping().over()
        || (trial.pauseNanos > 0 && !parts.stopping().pause(trial.pauseNanos, trial.askedNanos))) {
      return lose(shipment, DropReason.SHUTDOWN, interrupted(trial));
    }
    return judge(shipment, attempt(shipment));
  }

  /** The exporter's answer, null if it threw. */
  private @Nullable ExportResult attempt(Shipment shipment) {
    Trial trial = shipment.trial;
    Clock clock = parts.clock();
    if (trial.begun) {
      parts.desk().retried();
    } else {
      trial.begun = true;
      trial.firstNanos = clock.nanoTime();
      trial.firstUnixNanos = clock.unixNanos();
    }
    attempts.increment();
    try {
      return parts
          .exporter()
          .export(
              new ExportRequest(
                  shipment.context, shipment.telemetry, parts.stopping().attempt(parts.timeout())));
    } catch (Throwable bug) { // whatever it is, the belt must go on and the items be counted
      parts.health().threw(bug);
      return null;
    } finally {
      attempts.decrement();
    }
  }

  private List<Shipment> judge(Shipment shipment, @Nullable ExportResult result) {
    if (result == null) {
      return lose(shipment, DropReason.INTERNAL_ERROR, internal());
    }
    return switch (result) {
      case ExportResult.Delivered delivered -> delivered(shipment, delivered);
      case ExportResult.Refused refused -> refused(shipment, refused.refusal());
      case ExportResult.Partial partial -> partial(shipment, partial.parts());
    };
  }

  private List<Shipment> delivered(Shipment shipment, ExportResult.Delivered answer) {
    parts.health().succeeded();
    parts.limit().taken(shipment.telemetry.byteSize());
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
    List<Share> group = group(shipment);
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

  private static List<Share> group(Shipment shipment) {
    if (shipment.shares.size() == 1) {
      return shipment.shares;
    }
    return List.of(new Share(new Group(shipment.shares, shipment.items), shipment.items));
  }

  private List<Shipment> refused(Shipment shipment, Refusal refusal) {
    return switch (refusal.action()) {
      case RETRY, HOLD -> again(shipment, refusal);
      case RETRY_SMALLER -> smaller(shipment, refusal);
      case DEAD_LETTER -> bury(shipment, DropReason.REFUSED, refusal);
      case DROP -> giveUp(shipment, DropReason.REFUSED, refusal);
    };
  }

  private List<Shipment> again(Shipment shipment, Refusal refusal) {
    boolean hold = refusal.action() == Action.HOLD;
    parts.health().failed(hold, words(refusal));
    Trial trial = shipment.trial;
    Duration asked = refusal.retryAfter();
    trial.askedNanos = asked == null ? 0 : asked.toNanos();
    trial.pauseNanos = Math.max(parts.backoff().next(trial, hold), trial.askedNanos);
    trial.lastWords = words(refusal);
    if (!parts.backoff().enabled()
        || parts.backoff().exhausted(trial, parts.clock().nanoTime(), trial.pauseNanos)) {
      parts.health().lost(DropReason.RETRIES_EXHAUSTED.label(), shipment.items, trial.lastWords);
      return lose(
          shipment,
          DropReason.RETRIES_EXHAUSTED,
          new Retryable(refusal.status(), refusal.message(), asked));
    }
    return List.of(shipment);
  }

  private List<Shipment> smaller(Shipment shipment, Refusal refusal) {
    List<Shipment> halves = shipment.cut(shipment.items / 2, parts.splitter());
    if (halves == null) {
      return bury(shipment, DropReason.TOO_LARGE, refusal);
    }
    parts.limit().refused(shipment.telemetry.byteSize());
    return halves;
  }

  private List<Shipment> cut(Shipment shipment, long limit) {
    long fitting = (long) ((double) shipment.items * limit / shipment.telemetry.byteSize());
    int head = Math.clamp(fitting, 1, Math.max(1, shipment.items - 1));
    List<Shipment> cut = shipment.cut(head, parts.splitter());
    return cut == null ? List.of() : cut;
  }

  private List<Shipment> bury(Shipment shipment, DropReason reason, Refusal refusal) {
    Trial trial = shipment.trial;
    boolean kept;
    try {
      kept =
          parts
              .deadLetters()
              .keep(
                  new DeadLetter(
                      parts.destination(),
                      shipment.context,
                      shipment.telemetry,
                      reason,
                      refusal.status(),
                      refusal.message(),
                      trial.firstUnixNanos,
                      parts.clock().unixNanos()));
    } catch (RuntimeException bug) {
      parts.health().threw(bug);
      kept = false;
    }
    if (!kept) {
      return giveUp(shipment, reason, refusal);
    }
    parts.health().lost("kept as dead letters", shipment.items, words(refusal));
    parts
        .desk()
        .deadLettered(
            shipment.shares,
            shipment.items,
            new Outcome.DeadLettered(new Permanent(refusal.status(), refusal.message())));
    return List.of();
  }

  private List<Shipment> giveUp(Shipment shipment, DropReason reason, Refusal refusal) {
    parts.health().lost(reason.label(), shipment.items, words(refusal));
    return lose(shipment, reason, new Permanent(refusal.status(), refusal.message()));
  }

  private List<Shipment> partial(Shipment shipment, List<Part> refused) {
    List<Part> named = refused.stream().filter(part -> !part.telemetry().isEmpty()).toList();
    long sum = named.stream().mapToLong(part -> part.telemetry().itemCount()).sum();
    if (sum > shipment.items) {
      parts
          .health()
          .threw(new IllegalStateException(sum + " of " + shipment.items + " items refused"));
      return lose(shipment, DropReason.INTERNAL_ERROR, internal());
    }
    List<Share> group = group(shipment);
    if (sum < shipment.items) {
      parts.health().succeeded();
      parts.desk().delivered(group, (int) (shipment.items - sum), Outcome.Delivered.QUIETLY);
    }
    Stake owner = group.getFirst().stake();
    List<Shipment> todo = new ArrayList<>();
    List<Part> later = new ArrayList<>();
    for (Part part : named) {
      if (part.refusal().action() == Action.RETRY || part.refusal().action() == Action.HOLD) {
        later.add(part);
      } else {
        todo.addAll(
            refused(of(shipment, part.telemetry(), owner, shipment.trial.copy()), part.refusal()));
      }
    }
    todo.addAll(later(shipment, later, owner));
    return todo;
  }

  private List<Shipment> later(Shipment shipment, List<Part> refused, Stake owner) {
    if (refused.isEmpty()) {
      return List.of();
    }
    List<Shipment> todo = new ArrayList<>();
    if (shipment.telemetry instanceof Profiles) {
      for (Part part : refused) {
        todo.addAll(
            again(of(shipment, part.telemetry(), owner, shipment.trial.copy()), part.refusal()));
      }
      return todo;
    }
    Refusal slowest = refused.getFirst().refusal();
    for (Part part : refused) {
      slowest = slower(slowest, part.refusal());
    }
    Telemetry rest = Shipment.merge(refused.stream().map(Part::telemetry).toList());
    return again(of(shipment, rest, owner, shipment.trial), slowest);
  }

  private static Refusal slower(Refusal a, Refusal b) {
    if (a.action() != b.action()) {
      return a.action() == Action.HOLD ? a : b;
    }
    Duration waitA = a.retryAfter();
    Duration waitB = b.retryAfter();
    return waitA == null || (waitB != null && waitB.compareTo(waitA) > 0) ? b : a;
  }

  private static Shipment of(Shipment whole, Telemetry part, Stake owner, Trial trial) {
    int items = part.itemCount();
    return new Shipment(
        whole.context, part, List.of(new Share(owner, items)), items, whole.maxBytes, trial);
  }

  private List<Shipment> lose(Shipment shipment, DropReason reason, ConsumeResult told) {
    parts.desk().lost(shipment.shares, shipment.items, new Outcome.Lost(reason, told));
    return List.of();
  }

  private static String words(Refusal refusal) {
    return refusal.status().code() + " (" + refusal.status().http() + "): " + refusal.message();
  }

  private ConsumeResult interrupted(Trial trial) {
    String why = parts.stopping().begun() ? "shutting down" : "interrupted before the next attempt";
    return ConsumeResult.unavailable(
        trial.lastWords.isEmpty() ? why : why + "; the destination said " + trial.lastWords, null);
  }

  private static ConsumeResult internal() {
    return new Permanent(Status.INTERNAL, "internal error of the exporter");
  }

  /**
   * What a courier works with.
   *
   * @param destination the exporter's id
   * @param exporter makes the attempts
   * @param timeout how long one may take; zero for no limit
   * @param clock time
   * @param splitter cuts shipments
   * @param backoff the waits between attempts
   * @param limit the destination's size limit
   * @param health how the destination is
   * @param stopping whether the end has begun
   * @param deadLetters where refused items are kept
   * @param desk where ends are reported
   */
  record Parts(
      ComponentId destination,
      Exporter exporter,
      Duration timeout,
      Clock clock,
      Splitter splitter,
      Backoff backoff,
      SizeLimit limit,
      Health health,
      Stopping stopping,
      DeadLetters deadLetters,
      Desk desk) {}
}
