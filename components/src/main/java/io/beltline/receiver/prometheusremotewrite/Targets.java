package io.beltline.receiver.prometheusremotewrite;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * What {@code target_info} said of the targets seen last: it comes in requests of its own, so it is
 * remembered for those that follow. Safe for all threads.
 */
final class Targets {
  private static final int PAIR = 144;

  /** What a target is known by. */
  record Target(String job, String instance) {}

  private final Remembered<Target, SortedMap<String, String>> known;

  /**
   * Nothing is known yet.
   *
   * @param forgotten is told how many targets were forgotten for want of room
   */
  Targets(LongConsumer forgotten) {
    known = new Remembered<>(forgotten);
  }

  /** Remembers the labels of a {@code target_info}, which replace those of before. */
  synchronized void put(Target target, SortedMap<String, String> labels) {
    long size = 2L * (target.job.length() + target.instance.length());
    for (Map.Entry<String, String> label : labels.entrySet()) {
      size += PAIR + 2L * (label.getKey().length() + label.getValue().length());
    }
    known.put(target, new TreeMap<>(labels), size);
  }

  /** The attributes of the resource of a target. */
  synchronized SortedMap<String, String> resource(Target target) {
    SortedMap<String, String> labels = known.find(target);
    SortedMap<String, String> attributes = labels == null ? new TreeMap<>() : new TreeMap<>(labels);
    if (!target.job.isEmpty()) {
      int slash = target.job.indexOf('/');
      attributes.put("service.name", target.job.substring(slash + 1));
      if (slash >= 0) {
        attributes.put("service.namespace", target.job.substring(0, slash));
      }
    }
    if (!target.instance.isEmpty()) {
      attributes.put("service.instance.id", target.instance);
    }
    return attributes;
  }

  /** How many bytes are remembered. */
  synchronized long bytes() {
    return known.bytes();
  }
}
