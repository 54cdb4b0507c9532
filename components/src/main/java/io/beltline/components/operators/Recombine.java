package io.beltline.components.operators;

import io.beltline.api.Clock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins consecutive entries of a source; one without a text to join ends what is open. What it
 * holds keeps its origins, so that it is read again if the process ends before. Bounded by the
 * number of sources and the size of each. Safe for all threads.
 */
final class Recombine implements Operator {
  private final Rules rules;
  private final Clock clock;
  private final Reading reading;
  private final Map<String, Batch> batches = new LinkedHashMap<>();

  Recombine(Rules rules, Clock clock, Reading reading) {
    this.rules = rules;
    this.clock = clock;
    this.reading = reading;
  }

  /** What it goes by; a limit of 0 is none. */
  record Rules(
      Field field,
      String between,
      boolean newest,
      int maxEntries,
      int maxUnmatched,
      long maxBytes,
      int maxSources,
      long periodNanos) {}

  /** What an entry is: of which source, and whether it begins or ends a new one. */
  record Part(String source, boolean first, boolean last) {}

  /** Tells what an entry is. */
  @FunctionalInterface
  interface Reading {
    Part part(Entry entry) throws OperatorException;
  }

  /** Entries of a source that wait for the rest. */
  private static final class Batch {
    private Entry base;
    private final StringBuilder joined = new StringBuilder();
    private final long since;
    private int entries;
    private boolean matched;

    Batch(Entry base, long since) {
      this.base = base;
      this.since = since;
    }
  }

  @Override
  public void process(Entry entry, Outlet out) throws OperatorException {
    Part part = reading.part(entry);
    String text = text(rules.field().in(entry));
    List<Entry> ready = new ArrayList<>(2);
    synchronized (batches) {
      if (part.first() || text == null) { // so that it comes behind what was before it
        finish(part.source(), ready);
      }
      if (text != null) {
        add(entry, text, part, clock.nanoTime(), ready);
      }
      if (part.last()) {
        finish(part.source(), ready);
      }
    }
    HandingOn way = new HandingOn();
    ready.forEach(joined -> way.step(() -> out.next(joined)));
    if (text == null) { // fails also behind a bug that what was joined has met
      OperatorException why = new OperatorException("the entry has no text " + rules.field());
      way.step(() -> out.fail(entry, why));
    }
    way.end();
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      case null, default -> null;
    };
  }

  private void add(Entry entry, String text, Part part, long now, List<Entry> ready) {
    Batch batch = batches.get(part.source());
    if (batch == null) {
      if (batches.size() >= rules.maxSources()) {
        List.copyOf(batches.keySet()).forEach(source -> finish(source, ready));
      }
      batch = new Batch(entry, now);
      batches.put(part.source(), batch);
    } else if (rules.newest()) {
      entry.absorb(batch.base);
      batch.base = entry;
    } else {
      batch.base.absorb(entry);
    }
    batch.entries++;
    batch.matched |= part.first() || part.last();
    if (!batch.joined.isEmpty()) {
      batch.joined.append(rules.between());
    }
    batch.joined.append(text);
    if (isFull(batch)) {
      finish(part.source(), ready);
    }
  }

  private boolean isFull(Batch batch) {
    return (rules.maxBytes() > 0 && batch.joined.length() > rules.maxBytes())
        || (rules.maxEntries() > 0 && batch.entries >= rules.maxEntries())
        || (!batch.matched && rules.maxUnmatched() > 0 && batch.entries >= rules.maxUnmatched());
  }

  private void finish(String source, List<Entry> ready) {
    Batch batch = batches.remove(source);
    if (batch == null) {
      return;
    }
    try {
      rules.field().set(batch.base, batch.joined.toString());
    } catch (OperatorException impossible) {
      throw new IllegalStateException("a joined text cannot be set", impossible);
    }
    ready.add(batch.base);
  }

  @Override
  public void flush(long nanoTime, Outlet out) {
    List<Entry> ready = new ArrayList<>();
    HandingOn way = new HandingOn();
    synchronized (batches) {
      List<String> due =
          batches.entrySet().stream()
              .filter(batch -> nanoTime - batch.getValue().since >= rules.periodNanos())
              .map(Map.Entry::getKey)
              .toList();
      due.forEach(source -> way.step(() -> finish(source, ready)));
    }
    ready.forEach(entry -> way.step(() -> out.next(entry)));
    way.end();
  }
}
