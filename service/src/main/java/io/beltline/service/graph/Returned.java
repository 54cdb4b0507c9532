package io.beltline.service.graph;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * Remembers, by thread, how many items of the running call came back to a processor from the next
 * consumer, so that its edge can tell what of a refused call had left the belt before.
 *
 * <p>Costs one volatile read unless something is refused. Threads are held weakly: one that a
 * processor runs itself never comes back through the edge.
 */
final class Returned {
  private final Map<Thread, Long> byThread = new WeakHashMap<>();
  private volatile int size;

  /** The next consumer refused items on this thread. */
  synchronized void note(long items) {
    byThread.merge(Thread.currentThread(), items, Long::sum);
    size = byThread.size();
  }

  /** How many items came back on this thread since the last question; forgets them. */
  long take() {
    return size == 0 ? 0 : remove();
  }

  private synchronized long remove() {
    Long items = byThread.remove(Thread.currentThread());
    size = byThread.size();
    return items == null ? 0 : items;
  }
}
