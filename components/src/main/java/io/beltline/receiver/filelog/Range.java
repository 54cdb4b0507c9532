package io.beltline.receiver.filelog;

import io.beltline.components.operators.Origin;

/** A line of a file that is on its way. */
final class Range implements Origin {
  private final Outstanding outstanding;
  private Mark end;
  private int holders = 1;

  Range(Outstanding outstanding, Mark end) {
    this.outstanding = outstanding;
    this.end = end;
  }

  /** Where it ends; under the lock of what it belongs to. */
  Mark end() {
    return end;
  }

  /** Makes it end later: what follows it holds nothing. */
  void extend(Mark to) {
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
