package io.beltline.delivery;

import io.beltline.api.ByteAccount;
import io.beltline.api.Host;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Dead letters in memory: so many letters and bytes, the oldest out first, all lost at the end. */
final class MemoryDeadLetters implements DeadLetters {
  private final long mostLetters;
  private final long mostBytes;
  private final Map<Long, DeadLetter> letters = new LinkedHashMap<>();
  private final Set<Long> claimed = new HashSet<>();
  private ByteAccount memory = new ByteAccount();
  private long next = 1;
  private long items;
  private long bytes;
  private boolean closed;

  MemoryDeadLetters(long mostLetters, long mostBytes) {
    this.mostLetters = mostLetters;
    this.mostBytes = mostBytes;
  }

  @Override
  public synchronized void start(Host host) {
    memory = host.memory();
  }

  @Override
  public synchronized Kept keep(DeadLetter letter) {
    long size = letter.head().bytes();
    if (closed) {
      return new Kept(false, 0);
    }
    if (size > mostBytes) {
      return Kept.tooLarge(size, mostBytes);
    }
    long evicted = makeRoom(size);
    if (letters.size() >= mostLetters || bytes + size > mostBytes) {
      return Kept.noRoom(evicted);
    }
    letters.put(next++, new DeadLetter(letter.head(), letter.context(), own(letter.telemetry())));
    items += letter.head().items();
    bytes += size;
    memory.acquire(size);
    return new Kept(true, evicted);
  }

  private long makeRoom(long size) {
    long evicted = 0;
    List<Long> oldest = new ArrayList<>();
    long free = mostBytes - bytes;
    Iterator<Map.Entry<Long, DeadLetter>> all = letters.entrySet().iterator();
    while ((letters.size() - oldest.size() >= mostLetters || free < size) && all.hasNext()) {
      Map.Entry<Long, DeadLetter> letter = all.next();
      if (!claimed.contains(letter.getKey())) {
        oldest.add(letter.getKey());
        free += letter.getValue().head().bytes();
        evicted += letter.getValue().head().items();
      }
    }
    oldest.forEach(this::forget);
    return evicted;
  }

  /** A copy of its own, so that a small letter does not hold the large request it came in. */
  private static Telemetry own(Telemetry telemetry) {
    List<Slice> chunks = new ArrayList<>();
    for (Slice chunk : telemetry.payload().chunks()) {
      boolean whole = chunk.array().length == chunk.length();
      chunks.add(whole ? chunk : Slice.of(chunk.toByteArray()));
    }
    return telemetry.with(Payload.of(chunks));
  }

  @Override
  public synchronized List<Listed> list() {
    List<Listed> list = new ArrayList<>();
    letters.forEach(
        (id, letter) -> {
          if (!claimed.contains(id)) {
            list.add(new Listed(id, letter.head()));
          }
        });
    return list;
  }

  @Override
  public synchronized @Nullable DeadLetter read(long id) {
    return claimed.contains(id) ? null : letters.get(id);
  }

  @Override
  public synchronized @Nullable DeadLetter claim(long id) {
    DeadLetter letter = letters.get(id);
    return letter != null && claimed.add(id) ? letter : null;
  }

  @Override
  public synchronized void remove(long id) {
    if (claimed.remove(id)) {
      forget(id);
    }
  }

  @Override
  public synchronized void giveBack(long id) {
    claimed.remove(id);
  }

  private void forget(long id) {
    DeadLetter letter = letters.remove(id);
    if (letter != null) {
      items -= letter.head().items();
      bytes -= letter.head().bytes();
      memory.release(letter.head().bytes());
    }
  }

  @Override
  public synchronized Fill fill() {
    return new Fill(letters.size(), items, bytes);
  }

  @Override
  public synchronized List<Letterhead> close() {
    closed = true;
    List<Letterhead> lost = list().stream().map(Listed::head).toList();
    list().forEach(letter -> forget(letter.id()));
    return lost;
  }
}
