package io.beltline.exporter.loadbalancing;

import io.beltline.api.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Tells which backends there are. */
interface Resolver {
  /** What the metrics call it. */
  String kind();

  /**
   * Begins to tell the list, the first time soon, and again whenever it has changed.
   *
   * @param changed takes the backends, sorted by name; never called twice at a time
   * @param tried called when the first try has ended, whether or not there is a list
   */
  void start(Clock clock, Consumer<List<Backend>> changed, Runnable tried);

  /** Ends: nothing is told any more once it has returned. */
  void stop();
}
