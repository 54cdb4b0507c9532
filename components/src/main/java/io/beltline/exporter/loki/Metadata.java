package io.beltline.exporter.loki;

import io.beltline.exporter.loki.LabelLosses.Unplaced;
import io.beltline.model.otlp.AnyValueView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Structured metadata of one line, as much as Loki takes. One thread. */
final class Metadata {
  /** What Loki takes with one line. */
  private static final int MOST_PAIRS = 128;

  private static final int MOST_BYTES = 64 * 1024;

  private final boolean allowed;
  private final Map<String, String> pairs = new LinkedHashMap<>();
  private int bytes;

  /**
   * None yet.
   *
   * @param allowed whether the tenant takes any
   */
  Metadata(boolean allowed) {
    this.allowed = allowed;
  }

  boolean isAllowed() {
    return allowed;
  }

  /** Adds a pair; an empty value is none. Says why it is not there then, null if it is. */
  @Nullable Unplaced put(String key, String value) {
    if (value.isEmpty()) {
      return null;
    }
    if (!allowed) {
      return Unplaced.NOT_ALLOWED;
    }
    String name = LabelNames.of(key);
    String known = pairs.get(name);
    if (known != null) {
      return value.equals(known) ? null : Unplaced.NAME;
    }
    int size = Pair.bytes(name) + Pair.bytes(value);
    if (pairs.size() >= MOST_PAIRS || bytes + size > MOST_BYTES) {
      return Unplaced.ROOM;
    }
    bytes += size;
    pairs.put(name, value);
    return null;
  }

  /**
   * Adds a value, and those in a map by their paths. Says why it is not there then, or not all of
   * it.
   */
  @Nullable Unplaced flat(String key, AnyValueView value) {
    if (!value.hasKvlistValue()) {
      return put(key, value.asString());
    }
    Unplaced why = null;
    for (var walk = value.kvlistValue().values(); walk.next(); ) {
      Unplaced one = flat(key + "_" + walk.key(), walk.value());
      why = why == null ? one : why;
    }
    return why;
  }

  List<Pair> pairs() {
    return pairs.entrySet().stream().map(e -> new Pair(e.getKey(), e.getValue())).toList();
  }
}
