package io.beltline.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue in memory: what it holds is lost when the process ends. */
final class MemoryStore implements QueueStore {
  private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
  private final long capacity;
  private long size;

  MemoryStore(long capacity) {
    this.capacity = capacity;
  }

  @Override
  public Admission offer(Entry entry) {
    if (entry.size > capacity - size) {
      return Admission.FULL;
    }
    size += entry.size;
    waiting.add(entry);
    return Admission.TAKEN;
  }

  @Override
  public @Nullable Entry poll() {
    return waiting.poll();
  }

  @Override
  public @Nullable Entry evict() {
    for (Iterator<Entry> oldest = waiting.iterator(); oldest.hasNext(); ) {
      Entry entry = oldest.next();
      if (entry.answer() == null) {
        oldest.remove();
        return entry;
      }
    }
    return null;
  }

  @Override
  public void acknowledge(Entry entry) {
    size -= entry.size;
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
    waiting.clear();
    return left;
  }
}
