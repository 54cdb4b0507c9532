package io.beltline.transport;

import io.beltline.transport.net.Workers;

/** Workers on a system that has run out of memory. */
public final class BrokenWorkers {
  private BrokenWorkers() {}

  /** Workers whose threads cannot be handed over. */
  public static Workers withoutHandover() {
    return new Workers(
        Thread.ofVirtual().factory(),
        _ -> {
          throw new OutOfMemoryError("no room for a task");
        });
  }

  /** Workers whose threads cannot start, which shows when they are handed over. */
  public static Workers withoutThreads() {
    return new Workers(Unstartable::new, Runnable::run);
  }

  private static final class Unstartable extends Thread {
    Unstartable(Runnable task) {
      super(task);
    }

    @Override
    public void start() {
      throw new OutOfMemoryError("no room for a thread");
    }
  }
}
