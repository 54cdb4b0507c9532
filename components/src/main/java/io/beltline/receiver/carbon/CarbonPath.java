package io.beltline.receiver.carbon;

import java.util.Map;

/**
 * What a path says.
 *
 * @param name the name of the metric
 * @param attributes the attributes of the point
 * @param cumulative whether the metric is a sum that only grows
 */
record CarbonPath(String name, Map<String, String> attributes, boolean cumulative) {

  /**
   * Reads {@code name[;key=value]...}.
   *
   * @throws MalformedLineException if the name is empty, or a tag has no key
   * @see <a href="https://graphite.readthedocs.io/en/latest/tags.html">tags</a>
   */
  static CarbonPath plain(String path) throws MalformedLineException {
    int end = path.indexOf(';');
    if (end < 0 && !path.isEmpty()) {
      return new CarbonPath(path, Map.of(), false);
    }
    if (end <= 0) {
      throw new MalformedLineException("the name is empty");
    }
    Map<String, String> tags = new java.util.LinkedHashMap<>();
    for (int at = end + 1; at < path.length(); ) {
      int next = path.indexOf(';', at);
      int to = next < 0 ? path.length() : next;
      int equal = path.indexOf('=', at);
      if (equal <= at || equal >= to) {
        throw new MalformedLineException(
            "\"" + path.substring(at, to) + "\" is no tag (expected: key=value)");
      }
      tags.put(path.substring(at, equal), path.substring(equal + 1, to));
      at = to + 1;
    }
    return new CarbonPath(path.substring(0, end), tags, false);
  }
}
