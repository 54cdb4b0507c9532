package io.beltline.components.series;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The states of refused requests that another request has gone on from: whoever goes back to one of
 * them goes back to the one before. A state is remembered for as long as a request is under way
 * that may have gone on from it. Whoever uses it holds the table's monitor.
 *
 * @param <S> what is remembered of a series; states are told apart by identity
 */
final class Voided<S> {
  private final TreeSet<Long> open = new TreeSet<>();
  private final IdentityHashMap<S, @Nullable S> before = new IdentityHashMap<>();
  private final Deque<Entry<S>> entries = new ArrayDeque<>();
  private long latest;

  /** A state, and the latest request that may have gone on from it. */
  private record Entry<S>(S state, long request) {}

  /** A request begins; returns its number. */
  long begin() {
    latest++;
    open.add(latest);
    return latest;
  }

  /** A request has ended; nothing happens if it had before. */
  void end(long request) {
    open.remove(request);
    long first = open.isEmpty() ? Long.MAX_VALUE : open.first();
    while (!entries.isEmpty() && entries.getFirst().request < first) {
      before.remove(entries.removeFirst().state);
    }
  }

  /** A state is that of a refused request; null before it if the series was not known. */
  void add(S state, @Nullable S stateBefore) {
    before.put(state, stateBefore);
    entries.add(new Entry<>(state, latest));
  }

  /** The state itself, or the latest one before it that is of no refused request. */
  @Nullable S standing(@Nullable S state) {
    S standing = state;
    while (standing != null && before.containsKey(standing)) {
      standing = before.get(standing);
    }
    return standing;
  }

  /** How many states are remembered. */
  int size() {
    return entries.size();
  }
}
