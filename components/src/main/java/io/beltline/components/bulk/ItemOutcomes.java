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
 * refused for good, which may have been that very conflict.
 *
 * <p>Where the engine holds a document alone, that concerns its index: what goes there waits in a
 * lane of its own. One thread.
 */
public final class ItemOutcomes {
  /** So many refusals are told word by word, and lanes named; further ones are told together. */
  private static final int MOST_GROUPS = 32;

  /** The lane of further indices: no index has that name. */
  private static final String FURTHER = "further indices";

  private final int items;
  private final BitSet written = new BitSet();
  private final BitSet clashed = new BitSet();
  private @Nullable Refusal @Nullable [] refusals;
  private @Nullable String @Nullable [] lanes;

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
    refuse(item, refusal, "");
  }

  /**
   * An item was refused.
   *
   * @param lane where it waits if it comes again; empty for a refusal that keeps all waiting
   */
  void refuse(int item, Refusal refusal, String lane) {
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
      keep(item, lane);
    }
  }

  private void keep(int item, String lane) {
    @Nullable String[] known = lanes;
    if (known == null && !lane.isEmpty()) {
      known = new @Nullable String[items];
      lanes = known;
    }
    if (known != null) {
      known[item] = lane;
    }
  }

  private String lane(int item) {
    @Nullable String[] known = lanes;
    String lane = known == null ? null : known[item];
    return lane == null ? "" : lane;
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
    String lane = "";
    for (int item = items.nextSetBit(0); item >= 0; item = items.nextSetBit(item + 1)) {
      if (comesAgain(item)) {
        again = of(item);
        lane = lane(item);
      }
    }
    if (again != null) {
      for (int item = items.nextSetBit(0); item >= 0; item = items.nextSetBit(item + 1)) {
        refuse(item, again.open(false), lane);
      }
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
    Map<Key, BitSet> groups = new LinkedHashMap<>();
    Map<Key, Refusal> words = new LinkedHashMap<>();
    for (int item = 0; item < items; item++) {
      Refusal refusal = known[item];
      if (refusal != null) {
        open.set(item, isOpen(item, refusal));
        Key key = key(refusal, lane(item), groups);
        words.merge(key, refusal, (told, next) -> next.late() && !told.late() ? next : told);
        groups.computeIfAbsent(key, _ -> new BitSet(items)).set(item);
      }
    }
    BitSet first = groups.values().iterator().next();
    boolean alike = open.isEmpty() || open.cardinality() == items;
    boolean whole = groups.size() == 1 && first.cardinality() == items;
    if (whole && alike && lane(0).isEmpty()) {
      return new ExportResult.Refused(words.values().iterator().next().open(!open.isEmpty()));
    }
    List<Part> parts = new ArrayList<>();
    words.forEach(
        (key, refusal) -> {
          BitSet chosen = of(key, groups);
          Places places = new Places(chosen, both(chosen, open));
          // what concerns single documents says so itself; of a whole request only some may be at
          // fault
          parts.add(new Part(Partition.of(telemetry, chosen), refusal, true, places, key.lane()));
        });
    return new ExportResult.Partial(parts);
  }

  private static BitSet both(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    return both;
  }

  private static BitSet of(Key key, Map<Key, BitSet> groups) {
    return groups.getOrDefault(key, new BitSet());
  }

  /**
   * What comes again travels together, by lanes; what is given up keeps its words. Both up to a
   * number, as each group is cut out of the whole.
   */
  private static Key key(Refusal refusal, String lane, Map<Key, BitSet> groups) {
    boolean again = comesAgain(refusal);
    Key exact =
        again
            ? new Key(refusal.action(), lane, "", false)
            : new Key(refusal.action(), "", refusal.message(), refusal.bisect());
    if (groups.containsKey(exact) || groups.size() < MOST_GROUPS || (again && lane.isEmpty())) {
      return exact;
    }
    return again
        ? new Key(refusal.action(), FURTHER, "", false)
        : new Key(refusal.action(), "", refusal.rule(), refusal.bisect());
  }

  /** What the items of a part have in common. */
  private record Key(Action action, String lane, String words, boolean bisect) {}
}
