package io.beltline.service.graph;

import io.beltline.api.Component;
import io.beltline.delivery.Blocking;
import io.beltline.delivery.Delivery;
import io.beltline.service.books.DestinationBook;
import org.jspecify.annotations.Nullable;

/** What stands in front of an exporter for one signal. Its exporter lives and ends around it. */
interface Destination extends Component, Blocking {

  /**
   * Another will go on with what its queue keeps on disk; before shutdown, which then only waits
   * for what is being sent.
   */
  default void handOver() {}

  /** Whether callers shall be told to come back rather than be kept waiting. */
  default void hurry(boolean on) {}

  /** What stands in its books now. */
  DestinationBook books();

  /** Its queue and dead letters, or null if it has none. */
  default @Nullable Delivery delivery() {
    return null;
  }
}
