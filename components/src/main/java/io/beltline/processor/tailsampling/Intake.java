package io.beltline.processor.tailsampling;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.model.Traces;
import io.beltline.model.otlp.TracesEditor;
import io.beltline.processor.tailsampling.Arrivals.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests: spans of traces that are decided go on at once or end here, the others are held.
 * Safe for all threads.
 */
final class Intake {
  /** When a sender is to come back to a processor that is ending. */
  static final Duration COME_BACK = Duration.ofSeconds(1);

  private final SamplingParts parts;
  private final Survey survey;
  private final Holding holding;
  private final Deadlines deadlines;
  private final Releases releases;
  private final ThresholdWriter thresholds;
  private boolean closed;
  private int inside;

  Intake(
      SamplingParts parts,
      Survey survey,
      Holding holding,
      Deadlines deadlines,
      Releases releases,
      ThresholdWriter thresholds) {
    this.parts = parts;
    this.survey = survey;
    this.holding = holding;
    this.deadlines = deadlines;
    this.releases = releases;
    this.thresholds = thresholds;
  }

  /** The spans of a request by what becomes of them. */
  private static final class Sorted {
    private final @Nullable Decision[] kept;
    private final List<Part> waiting = new ArrayList<>();
    private final Map<Decision, Long> out = new HashMap<>();
    private int keptSpans;
    private @Nullable RecordRef record;

    Sorted(int spans) {
      kept = new Decision[spans];
    }

    void keep(Part part, Decision decision) {
      for (int i = 0; i < part.size(); i++) {
        kept[part.number(i)] = decision;
      }
      keptSpans += part.size();
    }
  }

  /** Takes a request. */
  ConsumeResult take(Context context, Traces request) {
    if (!enter()) {
      return ConsumeResult.unavailable("the processor is stopping", COME_BACK);
    }
    try {
      return taken(context, request);
    } finally {
      leave();
    }
  }

  private boolean enter() {
    holding.lock().lock();
    try {
      inside += closed ? 0 : 1;
      return !closed;
    } finally {
      holding.lock().unlock();
    }
  }

  private void leave() {
    holding.lock().lock();
    try {
      inside--;
      holding.room().signalAll();
    } finally {
      holding.lock().unlock();
    }
  }

  private ConsumeResult taken(Context context, Traces request) {
    Context own =
        new Context(ClientInfo.NONE, context.metadata(), context.auth(), context.batching());
    Arrivals arrivals = survey.read(own, request);
    Sorted sorted = sort(arrivals);
    if (sorted == null) {
      return ConsumeResult.unavailable("the processor is stopping", COME_BACK);
    }
    Retryable unwritten = holding.storage().flush(); // others will act on what was decided
    if (unwritten == null && sorted.keptSpans > 0 && !sorted.waiting.isEmpty()) {
      unwritten = awaitRoom(sorted); // nothing is refused any more once a part has gone on
    }
    if (unwritten == null) {
      unwritten = keep(own, request, sorted);
    }
    ConsumeResult passed = unwritten == null ? pass(context, request, sorted) : unwritten;
    if (passed instanceof Retryable) { // nothing is held or booked yet: all of it may come again
      holding.storage().forget(sorted.record);
      parts.counters().returned(arrivals.spans());
      return passed;
    }
    ConsumeResult result = sorted.waiting.isEmpty() ? passed : hold(arrivals, sorted, passed);
    if (result instanceof Retryable) {
      holding.storage().forget(sorted.record);
      parts.counters().returned(arrivals.spans() - sorted.keptSpans);
    } else {
      sorted.out.forEach(parts.counters()::out);
    }
    return result;
  }

  /** Keeps what waits on disk as well, where there is a storage; says why not. */
  private @Nullable Retryable keep(Context own, Traces request, Sorted sorted) {
    if (sorted.waiting.isEmpty() || !holding.storage().isDurable()) {
      return null;
    }
    try {
      sorted.record = holding.storage().keep(own, waiting(request, sorted));
      return null;
    } catch (IOException failed) {
      return ConsumeResult.unavailable(String.valueOf(failed.getMessage()), COME_BACK);
    }
  }

  private static Traces waiting(Traces request, Sorted sorted) {
    BitSet waits = new BitSet();
    for (Part part : sorted.waiting) {
      for (int i = 0; i < part.size(); i++) {
        waits.set(part.number(i));
      }
    }
    if (waits.cardinality() == sorted.kept.length) {
      return request;
    }
    TracesEditor editor = new TracesEditor(request);
    for (int i = 0; editor.next(); i++) {
      if (!waits.get(i)) {
        editor.removeSpan();
      }
    }
    return editor.finish();
  }

  private ConsumeResult hold(Arrivals arrivals, Sorted sorted, ConsumeResult passed) {
    if (passed instanceof Permanent refused) {
      parts.counters().lost("refused", sorted.keptSpans);
      return holdWaiting(arrivals, sorted, new Accepted(sorted.keptSpans, refused.message()));
    }
    return holdWaiting(arrivals, sorted, (Accepted) passed);
  }

  /** Sorts a request; null if nothing is taken any more. */
  private @Nullable Sorted sort(Arrivals arrivals) {
    Sorted sorted = new Sorted(arrivals.spans());
    long now = parts.clock().nanoTime();
    holding.lock().lock();
    try {
      if (closed) {
        return null;
      }
      for (Part part : arrivals.parts()) {
        Decision decision = holding.sort(part, now);
        if (decision == null) {
          sorted.waiting.add(part);
        } else if (decision.isKept()) {
          sorted.keep(part, decision);
        } else {
          sorted.out.merge(decision, (long) part.size(), Long::sum);
        }
      }
    } finally {
      holding.lock().unlock();
    }
    return sorted;
  }

  private ConsumeResult pass(Context context, Traces request, Sorted sorted) {
    if (sorted.keptSpans == 0) {
      return ConsumeResult.accepted();
    }
    if (sorted.keptSpans == sorted.kept.length && !parts.config().tracestate()) {
      return parts.next().consume(context, request);
    }
    TracesEditor editor = new TracesEditor(request);
    for (int i = 0; editor.next(); i++) {
      Decision decision = sorted.kept[i];
      if (decision == null) {
        editor.removeSpan();
      } else if (parts.config().tracestate()) {
        thresholds.write(editor.span(), decision.threshold());
      }
    }
    return parts.next().consume(context, editor.finish());
  }

  private ConsumeResult holdWaiting(Arrivals arrivals, Sorted sorted, Accepted result) {
    boolean sure = sorted.keptSpans > 0; // room was seen to before the others went on
    return withRoom(sorted, sure, () -> takeIn(arrivals, sorted, result));
  }

  /** Sees to it that what waits could be taken in now; says why not if that is not possible. */
  private @Nullable Retryable awaitRoom(Sorted sorted) {
    return withRoom(sorted, false, ConsumeResult::accepted) instanceof Retryable refused
        ? refused
        : null;
  }

  /**
   * Does something with what waits when there is room, under the lock of what is held; says why not
   * if there will be none.
   *
   * @param sure whether it is done in any case
   */
  private ConsumeResult withRoom(Sorted sorted, boolean sure, Supplier<ConsumeResult> action) {
    while (true) {
      holding.lock().lock();
      try {
        if (!waitForRoom(sorted)) {
          return ConsumeResult.unavailable("the processor is stopping", COME_BACK);
        }
        if (sure || canTakeIn(sorted)) {
          return action.get();
        }
      } finally {
        holding.lock().unlock();
      }
      Retryable refused = releases.send(); // what is decided must go before others have room
      if (refused != null) {
        return refused;
      }
    }
  }

  /** Whether there is room, or it can be made by deciding. */
  private boolean canTakeIn(Sorted sorted) {
    return holding.table().ready().isEmpty() || holding.fits(sorted.waiting);
  }

  /** Waits for room where that is asked for; false if there will be none. */
  private boolean waitForRoom(Sorted sorted) {
    while (!closed && parts.config().blockOnOverflow() && !holding.fits(sorted.waiting)) {
      holding.room().awaitUninterruptibly();
    }
    return !closed;
  }

  private ConsumeResult takeIn(Arrivals arrivals, Sorted sorted, Accepted result) {
    long now = parts.clock().nanoTime();
    long leaving = 0; // what is kept gives its room back when it is sent
    while (!holding.fits(sorted.waiting, leaving)) {
      long more = holding.decideEarly(now);
      if (more < 0) {
        break; // only what is to be sent is left
      }
      leaving += more;
    }
    holding.hold(arrivals, sorted.waiting, sorted.record, now);
    deadlines.arm(now);
    if (!holding.table().ready().isEmpty()) {
      releases.kick();
    }
    return result;
  }

  /** Takes nothing more; whoever waits is told to come back. Under the lock of what is held. */
  void close() {
    closed = true;
    holding.room().signalAll();
  }

  /** Waits until nobody is being served any more, or until the deadline. */
  void awaitEmpty(Deadline deadline) {
    holding.lock().lock();
    try {
      long left = deadline.remaining().toNanos();
      while (inside > 0 && left > 0) {
        left = holding.room().awaitNanos(left);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      holding.lock().unlock();
    }
  }
}
