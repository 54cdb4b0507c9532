package io.beltline.api;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Where the items of an attempt come from: the accepted request of each, and its place there. Both
 * stay the same however often the item is sent and whatever it travels with, and over restarts
 * where the queue is on disk. Beside it, whether the backend may have an item already. Immutable.
 */
public final class Origins {
  /** Of items that nothing is known of. */
  public static final Origins UNKNOWN = new Origins(List.of());

  private final List<Run> runs;

  private Origins(List<Run> runs) {
    this.runs = runs;
  }

  /**
   * Items that follow each other in a request.
   *
   * @param request says which request: the time when it was accepted, in nanoseconds
   * @param from the place of the first of them, 0 for the request's first item
   * @param items how many
   * @param open whether the backend may have them already: from an attempt whose answer left it
   *     open, or from an earlier run
   */
  public record Run(long request, int from, int items, boolean open) {}

  /** Of some items of one request, which no backend has. */
  public static Origins of(long request, int from, int items) {
    return new Origins(List.of(new Run(request, from, items, false)));
  }

  /** The same, where the backend may have all of the items already. */
  public Origins opened() {
    return new Origins(
        runs.stream().map(run -> new Run(run.request, run.from, run.items, true)).toList());
  }

  /** The same, where the backend may have some more of the items already. */
  public Origins opened(BitSet items) {
    if (items.isEmpty()) {
      return this;
    }
    List<Run> all = new ArrayList<>();
    int before = 0;
    for (Run run : runs) {
      for (int from = 0, to; from < run.items; from = to) {
        boolean open = items.get(before + from);
        int change = open ? items.nextClearBit(before + from) : items.nextSetBit(before + from);
        to = change < 0 ? run.items : Math.min(change - before, run.items);
        all.add(new Run(run.request, run.from + from, to - from, run.open || open));
      }
      before += run.items;
    }
    return new Origins(List.copyOf(all));
  }

  /** The items that the backend may have already. */
  public BitSet open() {
    BitSet open = new BitSet();
    int before = 0;
    for (Run run : runs) {
      open.set(before, before + run.items, run.open);
      before += run.items;
    }
    return open;
  }

  /** Of items that are put behind each other; unknown if those of some are. */
  public static Origins join(List<Origins> parts) {
    List<Run> all = new ArrayList<>();
    for (Origins part : parts) {
      if (!part.isKnown()) {
        return UNKNOWN;
      }
      all.addAll(part.runs);
    }
    return new Origins(List.copyOf(all));
  }

  /** Of the items from one up to another. */
  public Origins slice(int from, int to) {
    List<Run> kept = new ArrayList<>();
    int before = 0;
    for (Run run : runs) {
      int first = Math.max(from - before, 0);
      int end = Math.min(to - before, run.items);
      if (first < end) {
        kept.add(new Run(run.request, run.from + first, end - first, run.open));
      }
      before += run.items;
    }
    return new Origins(List.copyOf(kept));
  }

  /** Of some of the items. */
  public Origins chosen(BitSet items) {
    if (!isKnown()) {
      return UNKNOWN;
    }
    List<Run> kept = new ArrayList<>();
    int before = 0;
    for (Run run : runs) {
      int end = before + run.items;
      int first = items.nextSetBit(before);
      while (first >= 0 && first < end) {
        int to = Math.min(items.nextClearBit(first), end);
        kept.add(new Run(run.request, run.from + first - before, to - first, run.open));
        first = items.nextSetBit(to);
      }
      before = end;
    }
    return new Origins(List.copyOf(kept));
  }

  /** False if nothing is known. */
  public boolean isKnown() {
    return !runs.isEmpty();
  }

  /** Item after item, put together where they follow each other. */
  public List<Run> runs() {
    return runs;
  }
}
