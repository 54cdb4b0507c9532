package io.beltline.receiver.prometheusremotewrite;

import io.beltline.components.otlp.Room;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Series that have exemplars and nothing else: Prometheus never writes an exemplar into the series
 * of its sample, but one of its own with the same labels, before or behind it. Stateless.
 */
final class ExemplarSeries {
  /** What a place in the table takes on the heap. */
  private static final int PLACE = 64;

  private ExemplarSeries() {}

  /**
   * Takes such series out, and gives their exemplars to the last series of the same labels.
   *
   * @param all of one request
   * @param room asked for what that takes
   * @return how many exemplars have no such series
   */
  static long join(List<IncomingSeries> all, Room room) {
    if (all.stream().noneMatch(ExemplarSeries::is)) {
      return 0;
    }
    Map<SortedMap<String, String>, IncomingSeries> carriers = new HashMap<>();
    for (IncomingSeries series : all) {
      if (series.hasPoints()) {
        room.take(PLACE);
        carriers.put(series.labels, series);
      }
    }
    long left = 0;
    for (IncomingSeries series : all) {
      if (is(series)) {
        IncomingSeries carrier = carriers.get(series.labels);
        if (carrier == null) {
          left += series.exemplars.size();
        } else {
          carrier.exemplars.addAll(series.exemplars);
        }
      }
    }
    all.removeIf(ExemplarSeries::is);
    return left;
  }

  private static boolean is(IncomingSeries series) {
    return !series.exemplars.isEmpty()
        && !series.hasPoints()
        && series.problem.isEmpty()
        && !series.name().isEmpty();
  }
}
