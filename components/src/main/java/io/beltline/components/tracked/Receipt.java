package io.beltline.components.tracked;

import io.beltline.api.Admission;

/**
 * Stands between a request's reservation and the memory limits, and learns when the last share in
 * it is closed: then every queue is through with the request. Safe for all threads.
 */
final class Receipt implements Admission {
  private final Admission limits;
  private final Runnable end;
  private volatile boolean accepted;

  /**
   * A receipt for one attempt.
   *
   * @param end runs once, when the request was accepted and is held by nobody; brief
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
    if (accepted) {
      end.run();
    }
  }
}
