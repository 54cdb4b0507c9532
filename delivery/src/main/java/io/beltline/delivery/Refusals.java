package io.beltline.delivery;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.DeadLetters.Kept;
import io.beltline.delivery.DeadLetters.Letterhead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from a refusal: again, smaller, a dead letter or the end. Safe for all threads. */
final class Refusals {
  /** However long a destination asks to stay away, it is asked again after this time. */
  static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final CourierParts parts;

  Refusals(CourierParts parts) {
    this.parts = parts;
  }

  /** The owners of a shipment, of whose items some are refused without being named. */
  static List<Share> group(Shipment shipment) {
    if (shipment.shares.size() == 1) {
      return shipment.shares;
    }
    return List.of(new Share(new Group(shipment.shares, shipment.items), shipment.items));
  }

  /** A shipment was refused; what is left to do with it. Settles it if that cannot be said. */
  List<Shipment> refused(Shipment shipment, Refusal refusal) {
    if (refusal.late()) {
      parts.lateness().late(shipment.telemetry.byteSize());
    }
    return follow(shipment, refusal);
  }

  private List<Shipment> follow(Shipment shipment, Refusal refusal) {
    try {
      Shipment tried = refusal.open() ? shipment.opened() : shipment;
      return switch (refusal.action()) {
        case RETRY, HOLD -> again(tried, refusal);
        case RETRY_SMALLER -> smaller(tried, refusal);
        case DEAD_LETTER, DROP -> refusedForGood(tried, refusal);
      };
    } catch (Throwable bug) { // whatever it is, the items must be counted
      return failed(shipment, bug);
    }
  }

  private List<Shipment> refusedForGood(Shipment shipment, Refusal refusal) {
    List<Shipment> halves = parts.bisection().halves(shipment, refusal);
    if (halves != null) {
      return halves;
    }
    DropReason reason = EgressGate.isOwn(refusal) ? DropReason.WITHHELD : DropReason.REFUSED;
    return refusal.action() == Action.DROP
        ? giveUp(shipment, reason, refusal)
        : bury(shipment, reason, refusal);
  }

  /** Keeps or drops a shipment that is never sent; where a letter cannot be kept now it is lost. */
  void withhold(Shipment shipment, Refusal refusal) {
    shipment.trial.firstUnixNanos = parts.clock().unixNanos();
    Kept box =
        refusal.action() == Action.DROP ? null : keep(shipment, DropReason.WITHHELD, refusal);
    if (box == null || box.later()) {
      giveUp(shipment, DropReason.WITHHELD, refusal);
    } else {
      buried(shipment, DropReason.WITHHELD, refusal, box);
    }
  }

  /** A step with a shipment threw, before anything of it was settled; nothing is left to do. */
  List<Shipment> failed(Shipment shipment, Throwable bug) {
    List<Shipment> nothing = lose(shipment, DropReason.INTERNAL_ERROR, internal());
    parts.health().threw(bug);
    return nothing;
  }

  private List<Shipment> again(Shipment shipment, Refusal refusal) {
    boolean hold = refusal.action() == Action.HOLD;
    boolean enabled = parts.backoff().enabled();
    boolean halved = refusal.late() && enabled && parts.lateness().canHalve(shipment);
    parts.health().failed(hold, words(refusal) + (halved ? ": tried again as two requests" : ""));
    parts.stopping().failed();
    Trial trial = shipment.trial;
    Duration asked = capped(refusal.retryAfter());
    trial.askedNanos = asked == null ? 0 : asked.toNanos();
    trial.pauseNanos = Math.max(parts.backoff().next(trial, hold), trial.askedNanos);
    trial.lastWords = words(refusal);
    trial.late = refusal.late();
    if (parts.stopping().cut() || (enabled && parts.stopping().over())) {
      return List.of(shipment); // it is the end that stands against another attempt
    }
    if (!enabled
        || parts.backoff().exhausted(trial, parts.clock().nanoTime(), trial.pauseNanos, hold)) {
      parts.health().lost(DropReason.RETRIES_EXHAUSTED.label(), shipment.items, trial.lastWords);
      return lose(
          shipment,
          DropReason.RETRIES_EXHAUSTED,
          new Retryable(refusal.status(), refusal.message(), asked));
    }
    List<Shipment> halves = halved ? parts.lateness().halves(shipment) : List.of();
    return halves.isEmpty() ? List.of(shipment) : halves;
  }

  private static @Nullable Duration capped(@Nullable Duration asked) {
    return asked == null || asked.compareTo(LONGEST_WAIT) <= 0 ? asked : LONGEST_WAIT;
  }

  private List<Shipment> smaller(Shipment shipment, Refusal refusal) {
    if (shipment.items == 1 || !parts.splitter().canCut(shipment.telemetry)) {
      if (shipment.items == 1) {
        parts.limit().refusedSingle();
      }
      return bury(shipment, DropReason.TOO_LARGE, refusal);
    }
    parts.limit().refused(shipment.telemetry.byteSize());
    try {
      return new Oversize(parts.splitter()).cut(shipment, parts.limit().bytes());
    } catch (OutOfMemoryError passing) { // others give back what they have, and nothing was lost
      return again(shipment, refusal);
    }
  }

  private List<Shipment> bury(Shipment shipment, DropReason reason, Refusal refusal) {
    Kept box = keep(shipment, reason, refusal);
    return box.later()
        ? again(shipment, refusal) // better asked once more than lost
        : buried(shipment, reason, refusal, box);
  }

  private Kept keep(Shipment shipment, DropReason reason, Refusal refusal) {
    try {
      Kept box = parts.deadLetters().keep(letter(shipment, reason, refusal));
      parts.desk().discarded(DropReason.DEAD_LETTERS_FULL, box.evictedItems());
      return box;
    } catch (RuntimeException bug) {
      parts.health().threw(bug);
      return new Kept(false, 0);
    }
  }

  private List<Shipment> buried(Shipment shipment, DropReason reason, Refusal refusal, Kept box) {
    if (!box.kept()) {
      if (!box.why().isEmpty()) {
        parts.health().unkept(parts.destination(), shipment.items, box.why());
      }
      return giveUp(shipment, reason, refusal);
    }
    parts.health().lost("kept as dead letters", shipment.items, words(shipment, refusal));
    parts
        .desk()
        .deadLettered(
            shipment.shares,
            shipment.items,
            new Outcome.DeadLettered(new Permanent(refusal.status(), refusal.message())));
    return List.of();
  }

  private DeadLetter letter(Shipment shipment, DropReason reason, Refusal refusal) {
    Letterhead head =
        new Letterhead(
            parts.destination(),
            shipment.telemetry.signal(),
            reason,
            refusal.status(),
            refusal.message() + together(shipment),
            refusal.rule(),
            shipment.trial.firstUnixNanos,
            parts.clock().unixNanos(),
            shipment.items,
            shipment.telemetry.byteSize());
    return new DeadLetter(head, shipment.context, shipment.telemetry);
  }

  /** Says so where innocent items may be among those that are given up. */
  private static String together(Shipment shipment) {
    Hunt hunt = shipment.trial.hunt;
    return hunt != null && hunt.ended() && shipment.items > 1
        ? " (" + shipment.items + " items together: too many were refused to part them)"
        : "";
  }

  private static String words(Shipment shipment, Refusal refusal) {
    return words(refusal) + together(shipment);
  }

  private List<Shipment> giveUp(Shipment shipment, DropReason reason, Refusal refusal) {
    parts.health().lost(reason.label(), shipment.items, words(shipment, refusal));
    return lose(shipment, reason, new Permanent(refusal.status(), refusal.message()));
  }

  /** Parts of a shipment were refused; what is left to do with them. */
  List<Shipment> partial(Shipment shipment, List<Part> refused) {
    List<Part> named = refused.stream().filter(part -> !part.telemetry().isEmpty()).toList();
    long sum = named.stream().mapToLong(part -> part.telemetry().itemCount()).sum();
    if (sum > shipment.items) {
      parts
          .health()
          .threw(new IllegalStateException(sum + " of " + shipment.items + " items refused"));
      return lose(shipment, DropReason.INTERNAL_ERROR, internal());
    }
    if (named.stream().anyMatch(part -> part.refusal().late())) {
      parts.lateness().late(shipment.telemetry.byteSize()); // of all that was sent at once
    }
    List<Share> group = group(shipment);
    List<Rest> rests = Rest.of(shipment, named, group.getFirst().stake(), parts.lanes());
    if (sum < shipment.items) {
      parts.health().succeeded();
      parts.desk().delivered(group, (int) (shipment.items - sum), Outcome.Delivered.QUIETLY);
    }
    List<Shipment> todo = new ArrayList<>();
    for (Rest rest : rests) {
      Refusal refusal = rest.refusal().open(false); // which are open stands in the origins
      todo.addAll(rest.behind() ? List.of(rest.shipment()) : follow(rest.shipment(), refusal));
    }
    return todo;
  }

  /** Gives up; nothing is left to do. */
  List<Shipment> lose(Shipment shipment, DropReason reason, ConsumeResult told) {
    parts.desk().lost(shipment.shares, shipment.items, new Outcome.Lost(reason, told));
    return List.of();
  }

  private static String words(Refusal refusal) {
    return refusal.status().code() + " (" + refusal.status().http() + "): " + refusal.message();
  }

  /** What a caller is told of a bug. */
  static ConsumeResult internal() {
    return new Permanent(Status.INTERNAL, "internal error of the exporter");
  }
}
