package io.beltline.receiver.prometheus;

import java.util.List;
import java.util.Map;

/**
 * Targets that were found together.
 *
 * @param targets labels of each, {@code __address__} among them
 * @param labels labels of all of them
 */
record TargetGroup(List<Map<String, String>> targets, Map<String, String> labels) {
  static final String ADDRESS = "__address__";

  /** Targets of addresses. */
  static TargetGroup of(List<String> addresses, Map<String, String> labels) {
    return new TargetGroup(
        addresses.stream().map(address -> Map.of(ADDRESS, address)).toList(), labels);
  }
}
