package io.beltline.exporter.loki;

import io.beltline.exporter.loki.LabelLosses.Demoted;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many streams of one tenant there are, and how many values each of their labels has, of those
 * seen lately. What would be too many loses its label: values of a label and streams by the limits,
 * names of labels by one that is fixed. What has no limit is remembered up to a fixed number, and
 * not counted beyond; so are streams of a single label, which keep it. Guarded by its owner.
 */
final class Cardinality {
  /** How stale a time may be before it is written again. */
  static final long STALE = TimeUnit.MINUTES.toNanos(1);

  /** Names of labels. */
  static final int MOST_NAMES = 1000;

  /** Values and streams that are remembered where there is no limit, or none holds. */
  static final int MOST_UNLIMITED = 10_000;

  private final LimitsConfig limits;
  private final Map<String, Map<String, Long>> values = new HashMap<>();
  private final Map<SortedMap<String, String>, Long> streams = new HashMap<>();

  Cardinality(LimitsConfig limits) {
    this.limits = limits;
  }

  /** Takes away what makes too many values or streams. */
  @FunctionalInterface
  interface Demotion {
    /** A label becomes structured metadata. */
    void demote(String label, String value, Demoted reason);
  }

  /**
   * Counts a stream in.
   *
   * @param labels its labels, of which some may be taken away; what is left is the stream
   * @param now when it is seen, monotonic
   */
  void admit(SortedMap<String, String> labels, long now, Demotion demotion) {
    Long seen = streams.get(labels);
    if (seen != null && now - seen < STALE) {
      return;
    }
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      Demoted reason = misfit(label.getKey(), label.getValue(), now);
      if (reason != null) {
        labels.remove(label.getKey());
        demotion.demote(label.getKey(), label.getValue(), reason);
      }
    }
    int most = limits.maxStreams();
    while (most > 0
        && streams.size() >= most
        && labels.size() > 1
        && !streams.containsKey(labels)) {
      String widest = widest(labels);
      String value = labels.remove(widest);
      demotion.demote(widest, value == null ? "" : value, Demoted.STREAMS);
    }
    if (streams.size() < Math.max(most, MOST_UNLIMITED) || streams.containsKey(labels)) {
      streams.put(new TreeMap<>(labels), now);
    }
  }

  private @Nullable Demoted misfit(String label, String value, long now) {
    Map<String, Long> known = values.get(label);
    if (known == null) {
      if (values.size() >= MOST_NAMES) {
        return Demoted.NAMES;
      }
      known = new HashMap<>();
      values.put(label, known);
    }
    int most = limits.maxLabelValues();
    boolean isFull =
        known.size() >= (most > 0 ? most : MOST_UNLIMITED) && !known.containsKey(value);
    if (isFull) {
      return most > 0 ? Demoted.VALUES : null;
    }
    known.put(value, now);
    return null;
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

  /**
   * Forgets what was not seen for long; looks at everything.
   *
   * @return false if nothing is left
   */
  boolean sweep(long now) {
    long oldest = now - limits.forgetAfter().toNanos();
    streams.values().removeIf(seen -> seen - oldest < 0);
    values.values().forEach(known -> known.values().removeIf(seen -> seen - oldest < 0));
    values.values().removeIf(Map::isEmpty);
    return !values.isEmpty() || !streams.isEmpty();
  }

  /** How many streams there are. */
  int streams() {
    return streams.size();
  }
}
