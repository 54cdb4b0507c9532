package io.beltline.receiver.prometheus;

import java.util.List;
import java.util.function.Consumer;

/** A way to find targets. {@link #find} runs on one thread at a time. */
interface Discovery {

  /**
   * Finds what there is now.
   *
   * @param problem is told in words what is wrong with a part; the other parts are found
   * @throws DiscoveryException if it cannot be found out; what was found before then holds on
   */
  List<TargetGroup> find(Consumer<String> problem) throws DiscoveryException;

  /** How many nanoseconds until it is to look again; 0 if that is never. */
  long again();

  /** What it is, for the log. */
  String name();

  /** Frees what it holds. */
  default void close() {}
}
