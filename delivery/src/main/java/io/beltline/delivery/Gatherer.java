package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.api.Clock.Cancellable;
import io.beltline.delivery.Load.Piece;
import io.beltline.model.Profiles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts requests together to loads. Guarded by the belt's lock; counts only, the bytes are put
 * together by the sender that takes a load.
 */
final class Gatherer {
  private final Clock clock;
  private final Consumer<Partition> timeUp;
  private final BatchMetrics metrics;
  private final ArrayDeque<Load> ready = new ArrayDeque<>();
  private final LinkedHashMap<BatchRules.Key, Partition> partitions = new LinkedHashMap<>();
  private final Map<BatchRules, Integer> open = new HashMap<>();

  /**
   * A gatherer.
   *
   * @param metrics where batches of {@code batch} processors are counted
   * @param timeUp told, on a thread of its own and without the lock, that it is time to call {@link
   *     #flushDue}
   */
  Gatherer(Clock clock, BatchMetrics metrics, Consumer<Partition> timeUp) {
    this.clock = clock;
    this.metrics = metrics;
    this.timeUp = timeUp;
  }

  /** False if a request would open one partition too many of those that its rules keep apart. */
  boolean admits(Entry entry) {
    BatchRules rules = entry.rules;
    return rules == null
        || rules.partitions() == 0
        || rules.keys().isEmpty()
        || open.getOrDefault(rules, 0) < rules.partitions()
        || partitions.containsKey(rules.key(entry.context));
  }

  /** Takes a request into a load. */
  void add(Entry entry) {
    entry.gathered = entry.items;
    BatchRules rules = entry.rules;
    if (rules == null || entry.telemetry instanceof Profiles) {
      ready.add(Load.of(entry));
      return;
    }
    if (!admits(entry)) {
      flushOldest(rules);
    }
    BatchRules.Key key = rules.key(entry.context);
    if (rules.bytes()) {
      addWhole(key, entry);
    } else {
      addItems(key, entry);
    }
  }

  private void flushOldest(BatchRules rules) {
    for (Partition partition : partitions.sequencedValues()) {
      if (partition.key.rules().equals(rules)) {
        flush(partition, false);
        return;
      }
    }
  }

  private void addItems(BatchRules.Key key, Entry entry) {
    long max = key.rules().max() > 0 ? key.rules().max() : Long.MAX_VALUE;
    int from = 0;
    while (from < entry.items) {
      Partition partition = partition(key);
      int count = (int) Math.min(max - partition.items, entry.items - from);
      partition.add(new Piece(entry, from, count), count);
      from += count;
      settle(partition, partition.size >= max);
    }
  }

  private void addWhole(BatchRules.Key key, Entry entry) {
    long max = key.rules().max();
    long size = entry.telemetry.byteSize();
    Partition waiting = partitions.get(key);
    if (waiting != null && max > 0 && waiting.size + size > max) {
      flush(waiting, true);
    }
    Partition partition = partition(key);
    partition.add(new Piece(entry, 0, entry.items), size);
    settle(partition, false);
  }

  private Partition partition(BatchRules.Key key) {
    Partition known = partitions.get(key);
    if (known != null) {
      return known;
    }
    Partition fresh = new Partition(key);
    partitions.put(key, fresh);
    open.merge(key.rules(), 1, Integer::sum);
    opened(key.rules());
    return fresh;
  }

  private void settle(Partition partition, boolean full) {
    BatchRules rules = partition.key.rules();
    if (full || rules.immediate() || partition.size >= rules.min()) {
      flush(partition, true);
    } else if (partition.timer == null) {
      partition.timer = clock.schedule(rules.timeout(), () -> timeUp.accept(partition));
    }
  }

  private void flush(Partition partition, boolean large) {
    partitions.remove(partition.key);
    ended(partition);
    BatchRules rules = partition.key.rules();
    long maxBytes = rules.bytes() && rules.max() > 0 ? rules.max() : Long.MAX_VALUE;
    BatchMetrics.Batches batch = batches(rules);
    if (batch != null) {
      batch.made(large);
    }
    ready.add(
        new Load(partition.key.context(), partition.pieces, partition.items, maxBytes, batch));
  }

  private BatchMetrics.@Nullable Batches batches(BatchRules rules) {
    return rules.processor().isEmpty() ? null : metrics.of(rules.processor());
  }

  private void opened(BatchRules rules) {
    BatchMetrics.Batches batch = batches(rules);
    if (batch != null) {
      batch.open(open.getOrDefault(rules, 0));
    }
  }

  private void ended(Partition partition) {
    open.computeIfPresent(partition.key.rules(), (_, count) -> count == 1 ? null : count - 1);
    opened(partition.key.rules());
    Cancellable timer = partition.timer;
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Makes a load of what has waited long enough, if it was not done already. */
  void flushDue(Partition partition) {
    if (partitions.get(partition.key) == partition) {
      flush(partition, false);
    }
  }

  /** Makes loads of all that waits. */
  void flushAll() {
    List.copyOf(partitions.values()).forEach(partition -> flush(partition, false));
  }

  /** The next load, or null if none is ready. */
  @Nullable Load poll() {
    Load load = ready.poll();
    if (load != null) {
      load.pieces().forEach(piece -> piece.entry().gathered -= piece.items());
    }
    return load;
  }

  /**
   * Takes out the oldest request of which nothing is with a sender yet and for whose result no
   * caller waits; null if there is none.
   */
  @Nullable Entry evict() {
    Entry oldest = oldest();
    if (oldest == null) {
      return null;
    }
    int loads = ready.size();
    for (int i = 0; i < loads; i++) {
      Load load = ready.remove();
      Load rest = oldest.gathered == 0 ? load : load.without(oldest);
      oldest.gathered -= load.items() - rest.items();
      if (!rest.pieces().isEmpty()) {
        ready.add(rest);
      }
    }
    if (oldest.gathered > 0) {
      partitions.values().forEach(partition -> partition.remove(oldest));
      partitions.values().removeIf(this::isEmptied);
    }
    return oldest;
  }

  private boolean isEmptied(Partition partition) {
    boolean emptied = partition.pieces.isEmpty();
    if (emptied) {
      ended(partition);
    }
    return emptied;
  }

  private @Nullable Entry oldest() {
    for (Load load : ready) {
      for (Piece piece : load.pieces()) {
        if (evictable(piece.entry())) {
          return piece.entry();
        }
      }
    }
    for (Partition partition : partitions.values()) {
      for (Piece piece : partition.pieces) {
        if (evictable(piece.entry())) {
          return piece.entry();
        }
      }
    }
    return null;
  }

  private static boolean evictable(Entry entry) {
    return entry.answer() == null && entry.gathered == entry.items;
  }

  /** How many loads are ready. */
  int ready() {
    return ready.size();
  }

  /** Requests that wait to travel together. */
  static final class Partition {
    private final BatchRules.Key key;
    private final List<Piece> pieces = new ArrayList<>();
    private @Nullable Cancellable timer;
    private long size;
    private int items;

    Partition(BatchRules.Key key) {
      this.key = key;
    }

    void add(Piece piece, long bySizer) {
      pieces.add(piece);
      items += piece.items();
      size += bySizer;
    }

    void remove(Entry entry) {
      for (Piece piece : List.copyOf(pieces)) {
        if (piece.entry() == entry) {
          pieces.remove(piece);
          items -= piece.items();
          size -= key.rules().bytes() ? entry.telemetry.byteSize() : piece.items();
        }
      }
    }
  }
}
