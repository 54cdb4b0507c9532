package io.beltline.service.graph;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;

/**
 * From a deadline on, nobody waits for a destination of a graph that takes nothing: callers are
 * told to come back. Ends when it is closed. Safe for all threads.
 */
final class Haste implements AutoCloseable {
  private final Graph graph;
  private final Clock.Cancellable appointment;
  private boolean closed;

  /** Begins at a deadline. */
  Haste(Graph graph, Clock clock, Deadline deadline) {
    this.graph = graph;
    this.appointment = clock.schedule(deadline.remaining(), this::begin);
  }

  private synchronized void begin() {
    if (!closed) {
      graph.hurry(true);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    appointment.cancel();
    graph.hurry(false);
  }
}
