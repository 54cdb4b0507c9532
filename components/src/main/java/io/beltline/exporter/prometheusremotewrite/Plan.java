package io.beltline.exporter.prometheusremotewrite;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What becomes of the points of a request: groups of series to send, and points refused. */
final class Plan {
  private final Map<Long, Group> groups = new LinkedHashMap<>();
  private final Map<Long, Group> late = new LinkedHashMap<>();
  private final BitSet refused = new BitSet();
  private String complaint = "";

  /** The group of a key, made if there is none. */
  Group group(long key, int source) {
    return groups.computeIfAbsent(key, all -> new Group(all, source));
  }

  /** The group of a key of which newer samples were sent before. */
  Group lateGroup(long key, int source) {
    return late.computeIfAbsent(key, all -> new Group(all, source));
  }

  /** Points cannot be sent. */
  void refuse(int from, int count, String why) {
    refused.set(from, from + count);
    complaint = complaint.isEmpty() ? why : complaint;
  }

  /** What is sent first. */
  Collection<Group> groups() {
    return groups.values();
  }

  /** What is sent by itself after that, as the destination may not take it. */
  Collection<Group> late() {
    return late.values();
  }

  /** The points that cannot be sent, by their places. */
  BitSet refused() {
    return refused;
  }

  /** What is wrong with the first of those. */
  String complaint() {
    return complaint;
  }
}
