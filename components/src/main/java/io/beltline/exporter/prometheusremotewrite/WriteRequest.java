package io.beltline.exporter.prometheusremotewrite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Groups of series that are sent together. No two requests of a plan hold the same series, so that
 * they may be sent at once.
 *
 * @param groups in the order they came
 * @param series theirs, in that order
 */
record WriteRequest(List<Group> groups, List<Series> series) {

  WriteRequest(List<Group> groups) {
    this(groups, new ArrayList<>(groups.size()));
    groups.forEach(group -> series.addAll(group.all()));
  }

  /**
   * Puts groups together to requests.
   *
   * @param most how many bytes a request may have, as near as it can be told before it is written;
   *     a group that has more goes alone
   */
  static List<WriteRequest> of(Collection<Group> groups, int most) {
    List<WriteRequest> requests = new ArrayList<>();
    List<Group> current = new ArrayList<>();
    long size = 0;
    for (Group group : groups) {
      int more = group.size();
      if (!current.isEmpty() && size + more > most) {
        requests.add(new WriteRequest(current));
        current = new ArrayList<>();
        size = 0;
      }
      current.add(group);
      size += more;
    }
    if (!current.isEmpty()) {
      requests.add(new WriteRequest(current));
    }
    return requests;
  }

  /** The points behind it, by their places in what was to be exported. */
  BitSet items() {
    BitSet items = new BitSet();
    groups.forEach(group -> group.mark(items));
    return items;
  }

  /** Whether each series has one point, so that it may be sent twice. */
  boolean isRepeatable() {
    return groups.stream().allMatch(Group::isSingle);
  }
}
