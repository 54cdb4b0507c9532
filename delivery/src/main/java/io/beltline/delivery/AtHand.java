package io.beltline.delivery;

import io.beltline.api.ByteAccount;
import io.beltline.delivery.journal.RecordRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a queue on disk that is in memory: what can be given out, in its order and before all
 * that is not in memory, and what was given out. Guarded by the belt's lock.
 */
final class AtHand {
  private final ArrayDeque<Entry> ready = new ArrayDeque<>();
  private final LinkedHashSet<Entry> given = new LinkedHashSet<>();
  private final long mostBytes;
  private final ByteAccount memory;
  private long bytes;
  private @Nullable RecordRef last;

  /**
   * Nothing is at hand yet.
   *
   * @param mostBytes how many bytes may wait; a single request may have more
   * @param memory where the bytes are held for which no caller waits
   */
  AtHand(long mostBytes, ByteAccount memory) {
    this.mostBytes = mostBytes;
    this.memory = memory;
  }

  /** Whether there is room for a request that is in memory. */
  boolean fits(Entry entry) {
    return ready.isEmpty() || bytes + entry.telemetry.byteSize() <= mostBytes;
  }

  /** Whether there is room for more to be read. */
  boolean hasRoom() {
    return ready.isEmpty() || bytes < mostBytes / 2;
  }

  /** Adds a request that was in memory all the time. */
  void add(Entry entry, RecordRef record) {
    ready.add(entry);
    bytes += entry.telemetry.byteSize();
    last = record;
  }

  /** Adds a request that was read, and holds its bytes. */
  void read(Entry entry) {
    ready.add(entry);
    bytes += entry.telemetry.byteSize();
    last = entry.record;
    entry.hold(memory);
  }

  /** Lets go of the bytes of a request for which there is no room. */
  void pass(Entry entry) {
    entry.release(memory);
  }

  /** The last record that was added, null for none. */
  @Nullable RecordRef last() {
    return last;
  }

  /** Gives out the oldest, null if there is none. */
  @Nullable Entry poll() {
    return give(ready.poll());
  }

  /** Gives out the oldest for which no caller waits, null if there is none. */
  @Nullable Entry evict() {
    for (Iterator<Entry> oldest = ready.iterator(); oldest.hasNext(); ) {
      Entry entry = oldest.next();
      if (entry.answer() == null) {
        oldest.remove();
        return give(entry);
      }
    }
    return null;
  }

  private @Nullable Entry give(@Nullable Entry entry) {
    if (entry != null) {
      bytes -= entry.telemetry.byteSize();
      given.add(entry);
    }
    return entry;
  }

  /** What was given out has come to its end; false if it was not given out. */
  boolean end(Entry entry) {
    return given.remove(entry);
  }

  /** Gives out all that is left, and others behind it. */
  List<Entry> leave(Collection<Entry> others) {
    List<Entry> left = new ArrayList<>(ready);
    left.addAll(others);
    given.addAll(left);
    ready.clear();
    bytes = 0;
    return left;
  }

  /** When the oldest of all these was accepted; 0 if there is none. */
  long oldestUnixNanos() {
    long oldest = Long.MAX_VALUE;
    if (!given.isEmpty()) {
      oldest = given.getFirst().acceptedUnixNanos;
    }
    Entry next = ready.peek();
    if (next != null) {
      oldest = Math.min(oldest, next.acceptedUnixNanos);
    }
    return oldest == Long.MAX_VALUE ? 0 : oldest;
  }
}
