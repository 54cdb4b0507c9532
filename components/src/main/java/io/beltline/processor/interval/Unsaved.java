package io.beltline.processor.interval;

import io.beltline.components.series.SeriesId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The series whose points the storage could not be told of, up to twice as many as may be held: of
 * those beyond, points that were sent may come again from the next process. Safe for all threads.
 */
final class Unsaved {
  private final Set<SeriesId> ids = new HashSet<>();
  private final long most;

  Unsaved(long held) {
    this.most = held > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : 2 * held;
  }

  /** The storage was told of series, or could not be. */
  synchronized void tried(Collection<SeriesId> tried, boolean told) {
    if (told) {
      tried.forEach(ids::remove);
      return;
    }
    for (SeriesId id : tried) {
      if (ids.size() < most) {
        ids.add(id);
      }
    }
  }

  synchronized boolean contains(SeriesId id) {
    return ids.contains(id);
  }

  synchronized List<SeriesId> ids() {
    return new ArrayList<>(ids);
  }
}
