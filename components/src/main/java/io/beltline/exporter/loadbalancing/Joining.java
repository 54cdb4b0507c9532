package io.beltline.exporter.loadbalancing;

/** Waits for threads. */
final class Joining {
  private Joining() {}

  /** Waits for a thread's end, however often this one is interrupted meanwhile. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
