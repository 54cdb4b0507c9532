package io.beltline.components.series;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of each series, up to a limit: then further series are turned away. Whoever
 * uses it holds its monitor.
 *
 * @param <S> what is remembered, an immutable value
 */
public final class SeriesTable<S> {
  /** The series that was not seen for longest comes first. */
  private final LinkedHashMap<SeriesId, Entry<S>> entries = new LinkedHashMap<>();

  /** When series were forgotten, Unix nanoseconds; the one that was for longest comes first. */
  private final LinkedHashMap<SeriesId, Long> forgotten = new LinkedHashMap<>();

  private final Voided<S> voided = new Voided<>();
  private long since;
  private long limit = Long.MAX_VALUE;

  private static final class Entry<S> {
    S state;
    long seen;

    Entry(S state, long seen) {
      this.state = state;
      this.seen = seen;
    }
  }

  /**
   * No series yet.
   *
   * @param since since when series are seen, Unix nanoseconds
   */
  public SeriesTable(long since) {
    this.since = since;
  }

  /**
   * Since when series are seen, and it is known which ones were forgotten, Unix nanoseconds: what
   * began later and is neither remembered nor forgotten is new.
   */
  public long since() {
    return since;
  }

  /** Sets how many series there may be; those beyond it that are there stay. */
  public void limit(long most) {
    limit = most;
  }

  /** What is remembered of a series, or null. */
  public @Nullable S get(SeriesId id) {
    Entry<S> entry = entries.get(id);
    return entry == null ? null : entry.state;
  }

  /** Remembers of a series, which is seen now; false if it is new and there are too many. */
  public boolean put(SeriesId id, S state, long nanoTime) {
    Entry<S> entry = entries.get(id);
    if (entry == null) {
      if (entries.size() >= limit) {
        return false;
      }
      entry = new Entry<>(state, nanoTime);
    } else {
      entry.state = state;
      entry.seen = nanoTime;
    }
    entries.putLast(id, entry);
    return true;
  }

  /** A request begins; returns its number, by which it {@link #end}s. */
  long begin() {
    return voided.begin();
  }

  /** A request has ended: it takes nothing back any more. */
  void end(long request) {
    voided.end(request);
  }

  /** How many states of refused requests are remembered. */
  int voided() {
    return voided.size();
  }

  /**
   * Puts back what was remembered before. If another request has gone on from it meanwhile, that
   * one stands, and goes back further if it is refused, too.
   */
  @SuppressWarnings("ReferenceEquality") // the same state or another
  void undo(SeriesId id, @Nullable S before, S after) {
    Entry<S> entry = entries.get(id);
    if (entry == null || entry.state != after) {
      voided.add(after, before);
      return;
    }
    S standing = voided.standing(before);
    if (standing == null) {
      entries.remove(id);
    } else {
      entry.state = standing;
    }
  }

  /** Forgets the series that were not seen since a moment; returns them. */
  List<SeriesId> forget(long nanoTime) {
    List<SeriesId> stale = new ArrayList<>();
    Iterator<Map.Entry<SeriesId, Entry<S>>> walk = entries.entrySet().iterator();
    while (walk.hasNext()) {
      Map.Entry<SeriesId, Entry<S>> next = walk.next();
      if (next.getValue().seen - nanoTime > 0) {
        break;
      }
      stale.add(next.getKey());
      walk.remove();
    }
    return stale;
  }

  /** Whether it is noted that a series was remembered once, and is not any more. */
  public boolean isForgotten(SeriesId id) {
    return forgotten.containsKey(id);
  }

  /**
   * Notes that a series was forgotten.
   *
   * @return the series whose note had to go for it, null if there was room
   */
  @Nullable SeriesId note(SeriesId id, long unixNanos) {
    forgotten.putLast(id, unixNanos);
    if (forgotten.size() <= limit) {
      return null;
    }
    Map.Entry<SeriesId, Long> oldest = forgotten.pollFirstEntry();
    if (!entries.containsKey(oldest.getKey())) {
      since = Math.max(since, oldest.getValue());
    }
    return oldest.getKey();
  }

  /** When a series was forgotten, Unix nanoseconds; null if it is not noted. */
  @Nullable Long forgotten(SeriesId id) {
    return forgotten.get(id);
  }

  /** The series of which it is noted that they were forgotten. */
  Set<SeriesId> forgotten() {
    return forgotten.keySet();
  }

  /** Forgets a series. */
  public void remove(SeriesId id) {
    entries.remove(id);
  }

  /** Shows all series, the one that was not seen for longest first. */
  public void each(BiConsumer<SeriesId, S> action) {
    entries.forEach((id, entry) -> action.accept(id, entry.state));
  }

  /** How many series there are. */
  public int size() {
    return entries.size();
  }
}
