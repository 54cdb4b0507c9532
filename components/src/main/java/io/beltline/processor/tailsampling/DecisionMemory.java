package io.beltline.processor.tailsampling;

import io.beltline.api.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was decided of traces, for spans that come late. Guarded by its owner. */
final class DecisionMemory {
  private static final long SECOND = 1_000_000_000;

  private final DecisionRing kept;
  private final DecisionRing others;
  private final long originNanos;

  /** There are few different decisions: as many as policies and thresholds. */
  private final List<Decision> decisions = new ArrayList<>();

  private final Map<Decision, Integer> numbers = new HashMap<>();

  /**
   * A memory.
   *
   * @param mostKept how many decisions to keep a trace
   * @param mostOthers how many others
   */
  DecisionMemory(int mostKept, int mostOthers, long nanoTime) {
    this.kept = new DecisionRing(mostKept);
    this.others = new DecisionRing(mostOthers);
    this.originNanos = nanoTime;
  }

  /**
   * A decision of before.
   *
   * @param decision what was decided
   * @param ageSeconds how long ago
   */
  record Known(Decision decision, long ageSeconds) {}

  /** Remembers what is decided of a trace of which nothing is known. */
  void add(TraceId id, Decision decision, long nanoTime) {
    Integer number = numbers.get(decision);
    if (number == null) {
      number = decisions.size();
      decisions.add(decision);
      numbers.put(decision, number);
    }
    (decision.isKept() ? kept : others).add(id, number, second(nanoTime));
  }

  /**
   * Remembers what was decided of a trace before, unless something is known of it.
   *
   * @return whether nothing was
   */
  boolean learn(TraceId id, Decision decision, long nanoTime) {
    boolean fresh = kept.find(id) < 0 && others.find(id) < 0;
    if (fresh) {
      add(id, decision, nanoTime);
    }
    return fresh;
  }

  /** Is told what was decided of a trace, and the Unix second of that. */
  interface Visitor {
    void decided(TraceId id, Decision decision, long unixSecond);
  }

  /** Hands over all there is, of each kind the oldest first. */
  void forEach(Clock clock, Visitor visitor) {
    long begun = Math.floorDiv(clock.unixNanos() - (clock.nanoTime() - originNanos), SECOND);
    for (DecisionRing ring : List.of(others, kept)) {
      for (int i = 0; i < ring.size(); i++) {
        int at = ring.oldest(i);
        visitor.decided(
            ring.id(at), decisions.get(ring.value(at)), Math.max(0, begun + ring.second(at)));
      }
    }
  }

  private int second(long nanoTime) {
    return (int) ((nanoTime - originNanos) / SECOND);
  }

  /** What was decided of a trace, or null. */
  @Nullable Known find(TraceId id, long nanoTime) {
    int at = kept.find(id);
    DecisionRing ring = kept;
    if (at < 0) {
      ring = others;
      at = ring.find(id);
    }
    return at < 0
        ? null
        : new Known(decisions.get(ring.value(at)), second(nanoTime) - ring.second(at));
  }
}
