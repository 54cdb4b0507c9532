package io.beltline.exporter.loki;

import io.beltline.api.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How many streams of one tenant there are, and how many values each of their labels has, of those
 * seen lately. What would be too many loses its label. Safe for all threads.
 */
final class Cardinality {
  /** How stale a time may be before it is written again. */
  private static final long STALE = TimeUnit.MINUTES.toNanos(1);

  private final LimitsConfig limits;
  private final Clock clock;
  private final Map<String, Map<String, Long>> values = new HashMap<>();
  private final Map<SortedMap<String, String>, Long> streams = new HashMap<>();
  private long swept;

  Cardinality(LimitsConfig limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    this.swept = clock.nanoTime();
  }

  /** Takes away what makes too many values or streams. */
  @FunctionalInterface
  interface Demotion {
    /** A label becomes structured metadata. */
    void demote(String label, String value, Losses.Demoted reason);
  }

  /**
   * Counts a stream in.
   *
   * @param labels its labels, of which some may be taken away; what is left is the stream
   */
  synchronized void admit(SortedMap<String, String> labels, Demotion demotion) {
    long now = clock.nanoTime();
    Long seen = streams.get(labels);
    if (seen != null && now - seen < STALE) {
      return;
    }
    sweep(now);
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      if (!fits(label.getKey(), label.getValue(), now)) {
        labels.remove(label.getKey());
        demotion.demote(label.getKey(), label.getValue(), Losses.Demoted.VALUES);
      }
    }
    int most = limits.maxStreams();
    while (most > 0
        && streams.size() >= most
        && labels.size() > 1
        && !streams.containsKey(labels)) {
      String widest = widest(labels);
      String value = labels.remove(widest);
      demotion.demote(widest, value == null ? "" : value, Losses.Demoted.STREAMS);
    }
    streams.put(new TreeMap<>(labels), now);
  }

  private boolean fits(String label, String value, long now) {
    Map<String, Long> known = values.computeIfAbsent(label, all -> new HashMap<>());
    int most = limits.maxLabelValues();
    if (most > 0 && known.size() >= most && !known.containsKey(value)) {
      return false;
    }
    known.put(value, now);
    return true;
  }

  /** The label of most values; of several the last. */
  private String widest(SortedMap<String, String> labels) {
    String widest = labels.firstKey();
    for (String label : labels.keySet()) {
      if (count(label) >= count(widest)) {
        widest = label;
      }
    }
    return widest;
  }

  private int count(String label) {
    return values.getOrDefault(label, Map.of()).size();
  }

  /** Forgets what was not seen for long; at most once a minute, as it looks at everything. */
  private void sweep(long now) {
    if (now - swept < STALE) {
      return;
    }
    swept = now;
    long oldest = now - limits.forgetAfter().toNanos();
    streams.values().removeIf(seen -> seen - oldest < 0);
    values.values().forEach(known -> known.values().removeIf(seen -> seen - oldest < 0));
    values.values().removeIf(Map::isEmpty);
  }

  /** How many streams there are. */
  synchronized int streams() {
    return streams.size();
  }
}
