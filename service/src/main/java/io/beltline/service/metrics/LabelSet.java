package io.beltline.service.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Labels in the order of their names. */
record LabelSet(SortedMap<String, String> labels) implements Comparable<LabelSet> {

  static LabelSet of(Map<String, String> labels) {
    return new LabelSet(new TreeMap<>(labels));
  }

  boolean hasAll(Map<String, String> others) {
    return labels.entrySet().containsAll(others.entrySet());
  }

  @Override
  public int compareTo(LabelSet other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return labels.toString();
  }
}
