package io.beltline.service.graph;

import io.beltline.api.ComponentStatus;
import io.beltline.api.ComponentStatus.Level;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/**
 * The status of every component by its key. During a reload two instances may have one key: the
 * later one is shown, the earlier one only once the later has ended. Safe for all threads.
 */
final class Statuses {
  private static final ComponentStatus STARTING = new ComponentStatus(Level.STARTING, "", null);

  private final Map<String, SequencedMap<Object, ComponentStatus>> byKey = new HashMap<>();
  private final Map<String, Long> since = new HashMap<>();
  private final LongSupplier now;

  /** None yet; times are those of a clock, Unix nanoseconds. */
  Statuses(LongSupplier now) {
    this.now = now;
  }

  /** An instance begins, unless it is known. */
  synchronized void claim(String key, Object instance) {
    byKey.computeIfAbsent(key, _ -> new LinkedHashMap<>()).putIfAbsent(instance, STARTING);
  }

  /**
   * True if this changes what is shown. An instance that has not begun or has ended is not heard.
   */
  synchronized boolean put(String key, Object instance, ComponentStatus status) {
    SequencedMap<Object, ComponentStatus> instances = byKey.get(key);
    if (instances == null || !instances.containsKey(instance)) {
      return false;
    }
    ComponentStatus before = instances.put(instance, status);
    boolean changes =
        instances.sequencedKeySet().getLast().equals(instance) && !status.equals(before);
    if (changes && (before == null || before.level() != status.level())) {
      since.put(key, now.getAsLong());
    }
    return changes;
  }

  synchronized boolean isStarting(String key, Object instance) {
    SequencedMap<Object, ComponentStatus> instances = byKey.get(key);
    ComponentStatus status = instances == null ? null : instances.get(instance);
    return status != null && status.level() == Level.STARTING;
  }

  synchronized void forget(String key, Object instance) {
    SequencedMap<Object, ComponentStatus> instances = byKey.get(key);
    if (instances != null && instances.remove(instance) != null && instances.isEmpty()) {
      byKey.remove(key);
      since.remove(key);
    }
  }

  /** Since when each is at its level, where that ever changed. */
  synchronized Map<String, Long> times() {
    return Map.copyOf(since);
  }

  synchronized Map<String, ComponentStatus> all() {
    Map<String, ComponentStatus> all = new HashMap<>();
    byKey.forEach((key, instances) -> all.put(key, instances.sequencedValues().getLast()));
    return Map.copyOf(all);
  }
}
