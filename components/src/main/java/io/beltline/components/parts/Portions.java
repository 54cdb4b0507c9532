package io.beltline.components.parts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes into one request of all that was held: a destination may have a limit of either. */
public final class Portions {
  /** How many items a request has at most. */
  public static final int ITEMS = 8192;

  /**
   * About how many bytes a request has at most, unless it is of one item: with what a pipeline may
   * add, less than the 4 MiB that receivers of gRPC take by default.
   */
  public static final long BYTES = (4 << 20) - (64 << 10);

  /** Tags and lengths around an item, and around what it does not share with the one before. */
  private static final long FRAME = 64;

  private Portions() {}

  /** How large items are. */
  public interface Weight<T> {
    /**
     * About how many bytes an item adds to a request.
     *
     * @param before the one before it in the request, with which it may share what stands around
     *     it; null if it is the first
     */
    long bytes(T item, @Nullable T before);
  }

  /** Cuts items in their order; those that share much should stand behind one another. */
  public static <T> Deque<List<T>> of(Iterable<T> items, Weight<T> weight) {
    Deque<List<T>> portions = new ArrayDeque<>();
    List<T> portion = new ArrayList<>();
    long bytes = 0;
    for (T item : items) {
      long size = FRAME + weight.bytes(item, portion.isEmpty() ? null : portion.getLast());
      if (portion.size() == ITEMS || (bytes + size > BYTES && !portion.isEmpty())) {
        portions.add(portion);
        portion = new ArrayList<>();
        bytes = 0;
        size = FRAME + weight.bytes(item, null);
      }
      portion.add(item);
      bytes += size;
    }
    if (!portion.isEmpty()) {
      portions.add(portion);
    }
    return portions;
  }
}
