package io.beltline.components.tracked;

import io.beltline.components.operators.Origin;

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
