package io.beltline.components.tracked;

import io.beltline.api.Admission;

/**
 * Stands between a request's reservation and the memory limits, and learns when it is settled: then
 * every queue has it on disk or is through with it. Safe for all threads.
 */
final class Receipt implements Admission {
  private final Admission limits;
  private final Runnable end;
  private volatile boolean accepted;

  /**
   * A receipt for one attempt.
   *
   * @param end runs once, when the request was accepted and no copy in memory matters; brief
   */
  Receipt(Admission limits, Runnable end) {
    this.limits = limits;
    this.end = end;
  }

  /** The attempt was accepted; to be said before the first share is closed. */
  void accept() {
    accepted = true;
  }

  @Override
  public boolean tryAcquire(long bytes) {
    return limits.tryAcquire(bytes);
  }

  @Override
  public void release(long bytes) {
    limits.release(bytes);
  }

  @Override
  public void settled() {
    if (accepted) {
      end.run();
    }
  }
}
