package io.beltline.components.series;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one request changes in a table, so that it can be taken back if the request is refused: the
 * sender brings it again. Whoever uses it holds the table's monitor.
 *
 * @param <S> what is remembered of a series
 */
public final class SeriesChanges<S> {
  private final SeriesTable<S> table;
  private final long now;
  private final long request;
  private final List<Change<S>> changes = new ArrayList<>();

  private record Change<S>(SeriesId id, @Nullable S before, S after) {}

  /** No change yet, at a moment of the monotonic clock. */
  SeriesChanges(SeriesTable<S> table, long nanoTime) {
    this.table = table;
    this.now = nanoTime;
    this.request = table.begin();
  }

  /** What is remembered of a series, or null. */
  public @Nullable S get(SeriesId id) {
    return table.get(id);
  }

  /** Remembers of a series; false if it is new and there are too many. */
  public boolean put(SeriesId id, S state) {
    S before = table.get(id);
    if (!table.put(id, state, now)) {
      return false;
    }
    changes.add(new Change<>(id, before, state));
    return true;
  }

  /** Since when series are seen, Unix nanoseconds. */
  public long since() {
    return table.since();
  }

  /** Whether a series was remembered once, and is not any more. */
  public boolean isForgotten(SeriesId id) {
    return table.isForgotten(id);
  }

  /** The series that changed. */
  Set<SeriesId> ids() {
    Set<SeriesId> ids = new LinkedHashSet<>();
    changes.forEach(change -> ids.add(change.id));
    return ids;
  }

  /** The request went through: nothing is taken back any more. */
  void accept() {
    table.end(request);
  }

  /**
   * Takes all back. Where another request has gone on from it, that one stands until it is taken
   * back, too.
   */
  void undo() {
    changes.reversed().forEach(change -> table.undo(change.id, change.before, change.after));
    table.end(request);
  }
}
