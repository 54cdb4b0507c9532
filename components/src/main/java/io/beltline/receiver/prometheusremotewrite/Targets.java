package io.beltline.receiver.prometheusremotewrite;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code target_info} said of the targets seen last: it comes in requests of its own, so it is
 * remembered for those that follow. Safe for all threads.
 */
final class Targets {
  /** How many targets are remembered; the one not used for longest is forgotten first. */
  static final int MOST = 1000;

  /** What a target is known by. */
  record Target(String job, String instance) {}

  private final Map<Target, SortedMap<String, String>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Target, SortedMap<String, String>> eldest) {
          return size() > MOST;
        }
      };

  /** Remembers the labels of a {@code target_info}, which replace those of before. */
  synchronized void put(Target target, SortedMap<String, String> labels) {
    known.put(target, new TreeMap<>(labels));
  }

  /** The attributes of the resource of a target. */
  synchronized SortedMap<String, String> resource(Target target) {
    SortedMap<String, String> attributes =
        new TreeMap<>(known.getOrDefault(target, new TreeMap<>()));
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

  /** How many targets are remembered. */
  synchronized int size() {
    return known.size();
  }
}
