package io.beltline.delivery;

import io.beltline.api.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue in memory: what it holds is lost when the process ends. */
final class MemoryStore implements QueueStore {
  private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
  private final LinkedHashSet<Entry> given = new LinkedHashSet<>();
  private final long capacity;
  private final Clock clock;
  private long size;
  private long bytes;

  MemoryStore(long capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  @Override
  public Admission offer(Entry entry) {
    if (entry.size > capacity - size) {
      return Admission.FULL;
    }
    size += entry.size;
    bytes += entry.telemetry.byteSize();
    entry.acceptedUnixNanos = clock.unixNanos();
    waiting.add(entry);
    return Admission.TAKEN;
  }

  @Override
  public @Nullable Entry poll() {
    Entry next = waiting.poll();
    if (next != null) {
      given.add(next);
    }
    return next;
  }

  @Override
  public @Nullable Entry evict() {
    for (Iterator<Entry> oldest = waiting.iterator(); oldest.hasNext(); ) {
      Entry entry = oldest.next();
      if (entry.answer() == null) {
        oldest.remove();
        given.add(entry);
        return entry;
      }
    }
    return null;
  }

  @Override
  public void acknowledge(Entry entry) {
    if (given.remove(entry)) {
      size -= entry.size;
      bytes -= entry.telemetry.byteSize();
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long capacity() {
    return capacity;
  }

  @Override
  public List<Entry> leave() {
    List<Entry> left = new ArrayList<>(waiting);
    given.addAll(left);
    waiting.clear();
    return left;
  }

  @Override
  public Holding holding() {
    Entry oldest = given.isEmpty() ? waiting.peek() : given.getFirst();
    return new Holding(
        (long) given.size() + waiting.size(), bytes, oldest == null ? 0 : oldest.acceptedUnixNanos);
  }
}
