package io.beltline.delivery;

import io.beltline.api.ByteAccount;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.Reservation;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.delivery.journal.Ticket;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One accepted request, from its arrival until all its items have come to an end. Its data never
 * changes; the rest is guarded by the belt's lock.
 */
final class Entry implements Stake {
  final Context context;
  final Telemetry telemetry;
  final int items;

  /** How much of the queue it fills, by the queue's sizer; 0 for one that is not queued. */
  final long size;

  /** How it is gathered, null to send it as it came. */
  final @Nullable BatchRules rules;

  /** When the first attempt with it began in an earlier life as a dead letter; 0 for none. */
  final long firstUnixNanos;

  /** Whether it travels as it is whatever the queue's rules are. */
  final boolean alone;

  /** Whether the destination may have some of it from an earlier run. */
  final boolean again;

  /** Whether a caller waits for it that is told to come back where all are hurried. */
  final boolean hasty;

  /** When it was taken: with it, the place of an item says which it is. */
  long acceptedUnixNanos;

  /** Where a store on disk will have it; null unless it is on the way there. */
  @Nullable Ticket ticket;

  /** Where a store on disk has it. */
  @Nullable RecordRef record;

  /** How many of its items are gathered and not yet with a sender. */
  int gathered;

  private final Desk desk;
  private @Nullable CompletableFuture<ConsumeResult> answer;
  private @Nullable Reservation share;
  private long held; // beyond the share
  private int open;
  private int refused;
  private String message = "";
  private @Nullable ConsumeResult failure;
  private @Nullable EnumMap<DropReason, Integer> lost;

  Entry(
      Context context,
      Telemetry telemetry,
      long size,
      @Nullable BatchRules rules,
      boolean awaited,
      Desk desk) {
    this(context, telemetry, size, rules, awaited, 0, false, false, desk);
  }

  private Entry(
      Context context,
      Telemetry telemetry,
      long size,
      @Nullable BatchRules rules,
      boolean awaited,
      long firstUnixNanos,
      boolean alone,
      boolean again,
      Desk desk) {
    this.firstUnixNanos = firstUnixNanos;
    this.again = again;
    this.alone = alone;
    this.context = context;
    this.telemetry = telemetry;
    this.items = telemetry.itemCount();
    this.size = size;
    this.rules = rules;
    this.desk = desk;
    this.answer = awaited ? new CompletableFuture<>() : null;
    this.hasty = awaited && (size == 0 || desk.isDurable());
    this.open = items;
  }

  /** A dead letter that is tried again: it travels alone, and nobody waits for it. */
  static Entry redriven(DeadLetter letter, long size, Desk desk) {
    return new Entry(
        letter.context(),
        letter.telemetry(),
        size,
        null,
        false,
        letter.head().firstUnixNanos(),
        true,
        false,
        desk);
  }

  /** A request from the disk: nobody waits for it. */
  static Entry revived(
      RequestHead head, Telemetry telemetry, long size, @Nullable BatchRules rules, Desk desk) {
    return new Entry(
        head.context(),
        telemetry,
        size,
        rules,
        false,
        head.firstUnixNanos(),
        head.alone(),
        true,
        desk);
  }

  /** Completed when all items have come to an end; null if nobody waits. */
  @Nullable CompletableFuture<ConsumeResult> answer() {
    return answer;
  }

  /**
   * Holds its bytes on the account, unless a caller waits for the answer: then whoever received the
   * request holds them. What is reserved for the request already is shared, and only what the
   * telemetry has grown by is added.
   */
  void hold(ByteAccount memory) {
    if (answer != null || share != null || held > 0) {
      return;
    }
    Reservation reserved = context.reservation();
    share = reserved == null ? null : reserved.share();
    held = Math.max(0, telemetry.byteSize() - (share == null ? 0 : share.bytes()));
    memory.acquire(held);
  }

  /** It is on disk: what it shares in is no longer the only copy. */
  void kept() {
    if (share != null) {
      share.kept();
    }
  }

  /** Lets its bytes go. */
  void release(ByteAccount memory) {
    if (share != null) {
      share.close();
      share = null;
    }
    memory.release(held);
    held = 0;
  }

  /** The caller waits no longer: what is lost from now on is nobody's. */
  void abandon() {
    Map<DropReason, Integer> known = lost;
    answer = null;
    lost = null;
    if (known != null) {
      desk.dropped(known);
    }
  }

  @Override
  public boolean stays() {
    return record != null && answer == null;
  }

  @Override
  public void settle(Outcome outcome, int count) {
    if (stays() && outcome.isShutdown()) {
      desk.left(this); // not at its end: the next run finds it on disk
      return;
    }
    open -= count;
    switch (outcome) {
      case Outcome.Delivered d -> add(d.message());
      case Outcome.DeadLettered d -> fail(d.answer(), count);
      case Outcome.Lost l -> {
        lose(l.reason(), count);
        fail(l.answer(), count);
      }
    }
    if (open == 0) {
      end();
    }
  }

  @Override
  public void doubt(Retryable retryable) {
    failure = worse(failure, retryable);
  }

  private void lose(DropReason reason, int count) {
    if (answer == null) {
      desk.dropped(reason, count);
      return;
    }
    EnumMap<DropReason, Integer> counts = lost;
    if (counts == null) {
      counts = new EnumMap<>(DropReason.class);
      lost = counts;
    }
    counts.merge(reason, count, Integer::sum);
  }

  private void fail(ConsumeResult told, int count) {
    refused += count;
    switch (told) {
      case Accepted accepted -> add(accepted.message());
      case Permanent permanent -> {
        add(permanent.message());
        failure = worse(failure, permanent);
      }
      case Retryable retryable -> failure = worse(failure, retryable);
    }
  }

  private void add(String words) {
    if (!words.isEmpty() && !message.contains(words) && message.length() < 1000) {
      message = message.isEmpty() ? words : message + "; " + words;
    }
  }

  private static ConsumeResult worse(@Nullable ConsumeResult known, ConsumeResult next) {
    if (known instanceof Retryable a) {
      return next instanceof Retryable b && wait(b).compareTo(wait(a)) > 0 ? b : a;
    }
    return known == null || next instanceof Retryable ? next : known;
  }

  private static Duration wait(Retryable retryable) {
    Duration after = retryable.retryAfter();
    return after == null ? Duration.ZERO : after;
  }

  private void end() {
    CompletableFuture<ConsumeResult> waiting = answer;
    if (waiting != null) {
      ConsumeResult result = result();
      if (lost != null) {
        if (result instanceof Accepted) {
          desk.dropped(lost);
        } else {
          desk.returned(lost);
        }
      }
      waiting.complete(result);
    }
    desk.ended(this);
  }

  private ConsumeResult result() {
    if (failure instanceof Retryable retryable) {
      return retryable;
    }
    if (failure instanceof Permanent permanent && refused == items) {
      return permanent;
    }
    return refused == 0 && message.isEmpty()
        ? ConsumeResult.accepted()
        : new Accepted(refused, message);
  }
}
