package io.beltline.components.bulk;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Places;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.components.parts.Partition;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each item of a request: nothing but good, until a document it is part of is
 * refused. Of several refusals of one item the one that sends it again counts, so that all its
 * documents are written before it is given up.
 *
 * <p>An item that comes again is open, so that a conflict of its documents is a success, where the
 * answer left that open or one of its documents is written; but not once a document of it was
 * refused for good, which may have been that very conflict. One thread.
 */
public final class ItemOutcomes {
  /** So many refusals are told word by word; further ones are told with the last. */
  private static final int MOST_WORDS = 32;

  private final int items;
  private final BitSet written = new BitSet();
  private final BitSet clashed = new BitSet();
  private @Nullable Refusal @Nullable [] refusals;

  /** All of so many items are well. */
  public ItemOutcomes(int items) {
    this.items = items;
  }

  /** A document that an item is part of is there. */
  void written(int item) {
    written.set(item);
  }

  /** An item was refused. */
  public void refuse(int item, Refusal refusal) {
    if (!comesAgain(refusal)) {
      clashed.set(item);
    }
    @Nullable Refusal[] known = refusals;
    if (known == null) {
      known = new @Nullable Refusal[items];
      refusals = known;
    }
    Refusal before = known[item];
    if (before == null || (!comesAgain(before) && comesAgain(refusal))) {
      known[item] = refusal;
    }
  }

  /** True if the item will be sent again. */
  public boolean comesAgain(int item) {
    @Nullable Refusal[] known = refusals;
    Refusal refusal = known == null ? null : known[item];
    return refusal != null && comesAgain(refusal);
  }

  /** Lets all of these items come again if one of them does. */
  public void keepTogether(BitSet items) {
    Refusal again = null;
    for (int item = items.nextSetBit(0); item >= 0; item = items.nextSetBit(item + 1)) {
      again = comesAgain(item) ? of(item) : again;
    }
    if (again != null) {
      Refusal refusal = again.open(false);
      items.stream().forEach(item -> refuse(item, refusal));
    }
  }

  private static boolean comesAgain(Refusal refusal) {
    return refusal.action() == Action.RETRY || refusal.action() == Action.HOLD;
  }

  /** The refusal of an item, or null if it is well. */
  @Nullable Refusal of(int item) {
    @Nullable Refusal[] known = refusals;
    return known == null ? null : known[item];
  }

  private boolean isOpen(int item, Refusal refusal) {
    return !clashed.get(item) && (refusal.open() || written.get(item));
  }

  /** The result for delivery. */
  public ExportResult result(Telemetry telemetry) {
    @Nullable Refusal[] known = refusals;
    if (known == null) {
      return ExportResult.delivered();
    }
    BitSet open = new BitSet(items);
    Map<Object, BitSet> groups = new LinkedHashMap<>();
    Map<Object, Refusal> words = new LinkedHashMap<>();
    for (int item = 0; item < items; item++) {
      Refusal refusal = known[item];
      if (refusal != null) {
        open.set(item, isOpen(item, refusal));
        Object key = key(refusal, groups);
        words.merge(key, refusal, (told, next) -> next.late() && !told.late() ? next : told);
        groups.computeIfAbsent(key, _ -> new BitSet(items)).set(item);
      }
    }
    BitSet first = groups.values().iterator().next();
    boolean alike = open.isEmpty() || open.cardinality() == items;
    if (groups.size() == 1 && first.cardinality() == items && alike) {
      return new ExportResult.Refused(words.values().iterator().next().open(!open.isEmpty()));
    }
    List<Part> parts = new ArrayList<>();
    words.forEach(
        (key, refusal) -> {
          BitSet chosen = of(key, groups);
          Places places = new Places(chosen, both(chosen, open));
          // what concerns single documents says so itself; of a whole request only some may be at
          // fault
          parts.add(new Part(Partition.of(telemetry, chosen), refusal, true, places));
        });
    return new ExportResult.Partial(parts);
  }

  private static BitSet both(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    return both;
  }

  private static BitSet of(Object key, Map<Object, BitSet> groups) {
    return groups.getOrDefault(key, new BitSet());
  }

  /** What comes again travels together; what is given up keeps its words, up to a number. */
  private static Object key(Refusal refusal, Map<Object, BitSet> groups) {
    if (comesAgain(refusal)) {
      return refusal.action();
    }
    Object exact = List.of(refusal.action(), refusal.message(), refusal.bisect());
    return groups.containsKey(exact) || groups.size() < MOST_WORDS
        ? exact
        : List.of(refusal.action(), refusal.rule(), refusal.bisect());
  }
}
