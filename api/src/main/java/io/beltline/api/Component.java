package io.beltline.api;

/**
 * Something with a life between {@link #start} and {@link #shutdown}.
 *
 * <p>The service calls each at most once, from one thread, and starts components against the flow
 * of data: exporters before processors before receivers. Shutdown runs with the flow. A component
 * that was not started is not shut down.
 */
public interface Component {

  /**
   * Begins the work. Must not wait for a backend: one that is absent makes the component degraded,
   * not the start fail.
   *
   * @throws ComponentException if it can never work as configured (a port in use, an unreadable
   *     file)
   */
  default void start(Host host) {}

  /**
   * Ends the work: takes no new data, finishes what it holds until the deadline, and frees every
   * resource. After it returns, no thread of the component runs and nothing is sent any more.
   */
  default void shutdown(Deadline deadline) {}
}
