package io.beltline.components.tracked;

/** Bounds the bytes that are on their way at a time. Safe for all threads. */
public final class Window {
  private final long limit;
  private long used;
  private boolean closed;

  /** A window of so many bytes. */
  public Window(long limit) {
    this.limit = limit;
  }

  /**
   * Takes bytes as soon as there is room; a request larger than all of it is let in alone.
   *
   * @return false if the window was closed instead
   */
  public synchronized boolean take(long bytes) throws InterruptedException {
    while (!closed && used > 0 && used + bytes > limit) {
      wait();
    }
    if (!closed) {
      used += bytes;
    }
    return !closed;
  }

  /** Gives bytes back. */
  synchronized void give(long bytes) {
    used -= bytes;
    notifyAll();
  }

  /** Lets nobody in any more. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** What is on its way. */
  public synchronized long used() {
    return used;
  }
}
