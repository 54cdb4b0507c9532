package io.beltline.verification.flow;

import java.util.List;

/**
 * Metrics in Prometheus's text format.
 *
 * @param text the page
 */
record MetricsPage(String text) {

  /** The sum of all series of a name whose line contains each of the fragments. */
  double sum(String name, String... fragments) {
    return text.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> List.of(fragments).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The same as a whole number. */
  long count(String name, String... fragments) {
    return Math.round(sum(name, fragments));
  }
}
