package io.beltline.ottl.function;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.Value;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.PathAccess;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code flatten}: moves what stands in nested maps and lists to the root.
 *
 * <p>Source: pkg/ottl/ottlfuncs/README.md of open-telemetry/opentelemetry-collector-contrib.
 */
final class Flattening {
  private final long depth;
  private final boolean resolve;
  private final Map<String, Slice> flat = new LinkedHashMap<>();
  private final Map<String, Integer> conflicts = new HashMap<>();

  private Flattening(long depth, boolean resolve) {
    this.depth = depth;
    this.resolve = resolve;
  }

  static Edition of(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    String prefix = a.text("prefix", "");
    long depth = a.has("depth") ? a.integer("depth") : Long.MAX_VALUE;
    boolean resolve = a.bool("resolveConflicts", false);
    if (depth < 0) {
      throw a.problem("depth", "depth must not be negative (expected: a number from 0)");
    }
    return x -> target.edit(x, entries -> new Flattening(depth, resolve).apply(entries, prefix));
  }

  private boolean apply(AttributesEditor entries, String prefix) {
    boolean changed = !prefix.isEmpty();
    int count = 0;
    while (entries.next()) {
      changed |= depth > 0 && isNested(entries.valueCase());
      count++;
      add(prefix, entries.key(), entries.value(), 0);
    }
    if (count == 0 || (!changed && flat.size() == count)) {
      return false;
    }
    entries.clear();
    flat.forEach((key, value) -> entries.add(Attribute.of(key, new Value(value))));
    return true;
  }

  private static boolean isNested(int valueCase) {
    return valueCase == AnyValueView.KVLIST_VALUE || valueCase == AnyValueView.ARRAY_VALUE;
  }

  private void add(String prefix, String name, AnyValueView value, long level) {
    String key = prefix.isEmpty() ? name : prefix + "." + name;
    if (level < depth && isNested(value.valueCase())) {
      open(key, value, level);
    } else {
      put(key, value);
    }
  }

  /** Moves what stands in a map or list. */
  private void open(String key, AnyValueView value, long level) {
    if (value.valueCase() == AnyValueView.KVLIST_VALUE) {
      AttributesView walk = value.kvlistValue().values();
      while (walk.next()) {
        add(key, walk.key(), walk.value(), level + 1);
      }
    } else {
      Cursor<? extends AnyValueView> walk = value.arrayValue().values();
      for (int i = 0; walk.next(); i++) {
        element(key, i, walk.item(), level + 1);
      }
    }
  }

  private void element(String key, int index, AnyValueView value, long level) {
    String indexed = key + "." + index;
    if (level < depth && isNested(value.valueCase())) {
      open(indexed, value, level);
    } else {
      put(resolve ? key : indexed, value);
    }
  }

  private void put(String key, AnyValueView value) {
    Slice copy = Slice.of(value.toSlice().toByteArray());
    if (!resolve) {
      flat.put(key, copy);
      return;
    }
    String free = key;
    while (flat.containsKey(free)) {
      int number = conflicts.merge(key, 1, Integer::sum) - 1;
      free = key + "." + number;
    }
    flat.put(free, copy);
  }
}
