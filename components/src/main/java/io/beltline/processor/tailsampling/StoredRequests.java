package io.beltline.processor.tailsampling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests on disk whose spans are held, with numbers, and what has ended since that was last
 * written down. Guarded by the lock of what is held.
 */
final class StoredRequests {
  /** The number of no request. */
  static final int NONE = -1;

  private final List<@Nullable StoredRequest> requests = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();
  private final Set<StoredRequest> changed = new HashSet<>();
  private int size;
  private long changes;

  /** Takes a request; returns its number. */
  int add(StoredRequest request) {
    size++;
    if (free.isEmpty()) {
      requests.add(request);
      return requests.size() - 1;
    }
    int number = free.removeLast();
    requests.set(number, request);
    return number;
  }

  StoredRequest get(int number) {
    StoredRequest request = requests.get(number);
    if (request == null) {
      throw new IllegalStateException("a request that is not held any more");
    }
    return request;
  }

  /** All runs of a request are held, or have ended already. */
  void filled(int number) {
    StoredRequest request = get(number);
    request.filled();
    settle(number, request);
  }

  /** A run has been sent or is not wanted. */
  void ended(int number, int run) {
    if (number != NONE) {
      StoredRequest request = get(number);
      request.end(run);
      changes++;
      changed.add(request);
      settle(number, request);
    }
  }

  private void settle(int number, StoredRequest request) {
    if (request.isDone()) {
      changes++;
      changed.add(request);
      requests.set(number, null);
      free.add(number);
      size--;
    }
  }

  /** What has changed since this was asked before. */
  List<StoredRequest> takeChanged() {
    List<StoredRequest> taken = List.copyOf(changed);
    changed.clear();
    return taken;
  }

  /** How many changes there were; it only grows. */
  long changes() {
    return changes;
  }

  /** Hands over all there are, and those that have ended since {@link #takeChanged} was asked. */
  void forEach(Consumer<StoredRequest> visitor) {
    for (StoredRequest request : requests) {
      if (request != null) {
        visitor.accept(request);
      }
    }
    changed.stream().filter(StoredRequest::isDone).forEach(visitor);
  }

  /** About how many bytes they take on the heap. */
  long bytes() {
    return (long) size * StoredRequest.BYTES;
  }
}
