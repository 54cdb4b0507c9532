package io.beltline.processor.tailsampling;

import io.beltline.delivery.journal.RecordRef;
import io.beltline.processor.tailsampling.Arrivals.Part;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The traces that are held and what was decided of others, with the lock that guards both. Methods
 * are called under the lock unless they say otherwise.
 */
final class Holding {
  private static final long SECOND = 1_000_000_000;

  private final ReentrantLock lock;
  private final Condition room;
  private final SamplingParts parts;
  private final TraceCounters counters;
  private final PolicySet policies;
  private final TraceTable table;
  private final DecisionMemory memory;
  private TailStorage storage = TailStorage.NONE;

  /** Holds what stands in a table already, or nothing. */
  Holding(SamplingParts parts, PolicySet policies, TraceTable table) {
    this.table = table;
    this.lock = table.lock();
    this.room = lock.newCondition();
    this.parts = parts;
    this.counters = parts.counters();
    this.policies = policies;
    this.memory =
        new DecisionMemory(
            parts.config().sampledDecisions(),
            parts.config().otherDecisions(),
            parts.clock().nanoTime());
  }

  /** Where spans and decisions are kept beside memory; to be said before anything is held. */
  void keepIn(TailStorage where) {
    storage = where;
  }

  TailStorage storage() {
    return storage;
  }

  ReentrantLock lock() {
    return lock;
  }

  /** Signalled when room was made. */
  Condition room() {
    return room;
  }

  TraceTable table() {
    return table;
  }

  DecisionMemory memory() {
    return memory;
  }

  /** What is known of spans when they come: the decision they follow, or null if they wait. */
  @Nullable Decision sort(Part part, long now) {
    if (table.find(part.id()) != null) {
      return null;
    }
    DecisionMemory.Known known = memory.find(part.id(), now);
    if (known != null) {
      counters.late(known.decision(), part.size(), known.ageSeconds());
      return known.decision();
    }
    Decision decision = atOnce(part.facts(), now);
    if (decision != null) {
      counters.began();
      counters.settled();
      remember(part.facts(), decision, now);
    }
    return decision;
  }

  /** The decision on a trace by what has come of it, if nothing can change it any more. */
  private @Nullable Decision atOnce(TraceFacts facts, long now) {
    long most = parts.config().maximumTraceSizeBytes();
    if (most > 0 && facts.bytes() > most) {
      return Decision.TOO_LARGE;
    }
    return policies.isSettled(facts) ? policies.decide(facts, now) : null;
  }

  private void remember(TraceFacts facts, Decision decision, long now) {
    memory.add(facts.id(), decision, now);
    storage.decided(facts.id(), decision);
    counters.decided(decision);
  }

  /** Remembers what another has decided, as far as there is room. */
  void learn(DecisionMemory before) {
    before.forEach(
        parts.clock(),
        (id, decision, unixSecond) -> {
          if (memory.learn(id, decision, at(unixSecond))) {
            storage.decided(id, decision);
          }
        });
  }

  /** A moment of the Unix time, on the clock of this process. */
  long at(long unixSecond) {
    long age = parts.clock().unixNanos() / SECOND - unixSecond;
    return parts.clock().nanoTime() - Math.max(0, age) * SECOND;
  }

  /** Whether there is room for spans. One request always fits where nothing else is held. */
  boolean fits(List<Part> waiting) {
    return fits(waiting, 0);
  }

  /** The same when so many bytes are on their way out. */
  boolean fits(List<Part> waiting, long leaving) {
    if (table.spans() == 0) {
      return true;
    }
    long bytes = table.bytes() - leaving;
    int traces = table.size();
    for (Part part : waiting) {
      boolean begun = table.find(part.id()) != null;
      traces += begun ? 0 : 1;
      bytes += part.spanBytes() + (begun ? 0 : BlockArena.BLOCK);
    }
    return traces <= parts.config().numTraces() && bytes <= parts.mostBytes();
  }

  /**
   * Holds spans; decides their traces if that is possible now.
   *
   * @param record where they are kept beside memory, or null
   */
  void hold(Arrivals arrivals, List<Part> waiting, @Nullable RecordRef record, long now) {
    int request =
        record == null
            ? StoredRequests.NONE
            : table.stored().add(new StoredRequest(record, new BitSet()));
    for (Part part : waiting) {
      counters.held(part.size());
      DecisionMemory.Known known = known(part, now);
      if (known != null) { // decided since the request was sorted
        counters.late(known.decision(), part.size(), known.ageSeconds());
      }
      hold(arrivals, part, request, known, now, now);
    }
    if (record != null) {
      table.stored().filled(request);
    }
  }

  /**
   * Holds spans again that an earlier life has left on disk, unless they had come to an end.
   *
   * @param arrivedNanos when they came, not before those that were restored before
   * @return how many are held
   */
  long restore(Arrivals arrivals, StoredRequest kept, long arrivedNanos, long now) {
    int request = table.stored().add(kept);
    long held = 0;
    for (Part part : arrivals.parts()) {
      held += hold(arrivals, part, request, known(part, now), arrivedNanos, now);
    }
    table.stored().filled(request);
    return held;
  }

  private DecisionMemory.@Nullable Known known(Part part, long now) {
    return table.find(part.id()) != null ? null : memory.find(part.id(), now);
  }

  private int hold(
      Arrivals arrivals,
      Part part,
      int request,
      DecisionMemory.@Nullable Known known,
      long arrivedNanos,
      long now) {
    if (known != null) {
      PendingTrace late = table.detached(part.facts(), now);
      int held = table.append(late, arrivals, part, request);
      settle(late, known.decision());
      return held;
    }
    PendingTrace trace = table.find(part.id());
    if (trace == null) {
      counters.began();
      TraceFacts facts = new TraceFacts(part.id(), part.facts().words());
      trace = table.open(facts, arrivedNanos, parts.config().decisionWait());
    }
    int held = table.append(trace, arrivals, part, request);
    trace.facts().add(part.facts());
    Decision decision = atOnce(trace.facts(), now);
    if (decision != null) {
      counters.settled();
      finish(trace, decision, now);
    } else if (trace.facts().hasRoot()) {
      rooted(trace, now);
    }
    return held;
  }

  /** Takes over a trace that waits since some time. */
  void adopt(TraceFacts facts, List<TraceTable.Run> runs, long arrivedNanos, long now) {
    PendingTrace trace = table.open(facts, arrivedNanos, parts.config().decisionWait());
    runs.forEach(run -> table.append(trace, run));
    Decision decision = atOnce(facts, now);
    if (decision != null) {
      counters.settled();
      finish(trace, decision, now);
    } else if (facts.hasRoot()) {
      rooted(trace, now);
    }
  }

  /** Takes over spans of a trace that is decided. */
  void adopt(TraceFacts facts, List<TraceTable.Run> runs, Decision decision, long now) {
    PendingTrace trace = table.detached(facts, now);
    runs.forEach(run -> table.append(trace, run));
    settle(trace, decision);
  }

  /** Begins to wait for a trace that waits elsewhere since some time, unless it is known here. */
  void expect(TraceId id, int words, long arrivedNanos, long now) {
    if (table.find(id) == null && memory.find(id, now) == null) {
      table.open(new TraceFacts(id, words), arrivedNanos, parts.config().decisionWait());
    }
  }

  /**
   * Takes over spans that another held.
   *
   * @param record where they are kept beside memory, or null
   * @param decided what is decided of a trace, or null
   */
  void adopt(
      Arrivals arrivals,
      @Nullable RecordRef record,
      Function<TraceId, @Nullable Decision> decided,
      long now) {
    int request =
        record == null
            ? StoredRequests.NONE
            : table.stored().add(new StoredRequest(record, new BitSet()));
    for (Part part : arrivals.parts()) {
      Decision decision = decided.apply(part.id());
      DecisionMemory.Known known =
          decision == null ? known(part, now) : new DecisionMemory.Known(decision, 0);
      hold(arrivals, part, request, known, now, now);
    }
    if (record != null) {
      table.stored().filled(request);
    }
  }

  private void rooted(PendingTrace trace, long now) {
    var after = parts.config().decisionWaitAfterRootReceived();
    if (!after.isZero()) {
      table.rooted(trace, now + after.toNanos());
    }
  }

  /** A decision was made on a trace that is held. */
  private void finish(PendingTrace trace, Decision decision, long now) {
    table.close(trace);
    remember(trace.facts(), decision, now);
    counters.removed(now - trace.arrivedNanos());
    settle(trace, decision);
  }

  private void settle(PendingTrace trace, Decision decision) {
    trace.decided(decision);
    if (decision.isKept()) {
      table.ready(trace);
    } else {
      long spans = table.discard(trace);
      counters.held(-spans);
      counters.out(decision, spans);
      room.signalAll();
    }
  }

  /** Decides the traces that are due. */
  void decideDue(long now) {
    for (PendingTrace due = table.due();
        due != null && due.dueInQueue - now <= 0;
        due = table.due()) {
      finish(due, policies.decide(due.facts(), now), now);
    }
  }

  /**
   * Decides the trace that is due first before its time.
   *
   * @return how many bytes it still takes until it is sent; -1 if there is none
   */
  long decideEarly(long now) {
    PendingTrace first = table.due();
    if (first == null) {
      return -1;
    }
    counters.evicted();
    finish(first, policies.decide(first.facts(), now), now);
    return first.chain().takenBytes();
  }

  /** Decides all. */
  void decideAll(long now) {
    for (PendingTrace first = table.due(); first != null; first = table.due()) {
      finish(first, policies.decide(first.facts(), now), now);
    }
  }

  /** Drops all that wait for a decision. */
  void dropAll(String reason) {
    for (PendingTrace first = table.due(); first != null; first = table.due()) {
      table.close(first);
      drop(first, reason);
    }
  }

  /** Drops all that wait to be sent. */
  void dropReady(String reason) {
    for (PendingTrace next = table.ready().poll(); next != null; next = table.ready().poll()) {
      drop(next, reason);
    }
  }

  private void drop(PendingTrace trace, String reason) {
    long spans = table.discard(trace);
    counters.held(-spans);
    counters.lost(reason, spans);
  }

  /** Something of what is held, for a gauge. Takes the lock. */
  double shown(String what) {
    lock.lock();
    try {
      return switch (what) {
        case "traces" -> table.size();
        case "spans" -> table.spans();
        case "bytes" -> table.bytes();
        default -> table.takenBytes();
      };
    } finally {
      lock.unlock();
    }
  }
}
