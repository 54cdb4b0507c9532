package io.beltline.components.tracked;

import io.beltline.components.operators.Origin;
import java.util.List;

/** An entry of a source that is on its way. */
final class Range<M> implements Origin {
  private final Outstanding<M> outstanding;
  private M end;
  private int holders = 1;

  Range(Outstanding<M> outstanding, M end) {
    this.outstanding = outstanding;
    this.end = end;
  }

  /** Where it ends; under the lock of what it belongs to. */
  M end() {
    return end;
  }

  /** Makes it end later: what follows it holds nothing. */
  void extend(M to) {
    end = to;
  }

  boolean isDone() {
    return holders == 0;
  }

  /** Under the lock: one holder lets go, and whoever calls settles. */
  void letGo() {
    holders--;
  }

  /** Lets go of each origin once; those of one source that follow each other under one lock. */
  static void releaseAll(List<Origin> origins) {
    int at = 0;
    while (at < origins.size()) {
      int next = at + 1;
      if (origins.get(at) instanceof Range<?> first) {
        while (next < origins.size()
            && origins.get(next) instanceof Range<?> range
            && range.outstanding == first.outstanding) {
          next++;
        }
        first.outstanding.release(origins.subList(at, next));
      } else {
        origins.get(at).release();
      }
      at = next;
    }
  }

  @Override
  public void hold() {
    synchronized (outstanding) {
      holders++;
    }
  }

  @Override
  public void release() {
    synchronized (outstanding) {
      holders--;
      if (holders == 0) {
        outstanding.settle();
      }
    }
  }
}
