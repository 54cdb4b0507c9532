package io.beltline.components.series;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many points of one request went which way, to be booked when it is through: a request that
 * ends by an exception counts for nothing. One thread.
 *
 * @param <O> the ways
 */
public final class Tally<O extends Enum<O>> {
  private final Class<O> outcomes;
  private final Map<Integer, Map<O, long[]>> counts = new LinkedHashMap<>();

  /** No points yet. */
  public Tally(Class<O> outcomes) {
    this.outcomes = outcomes;
  }

  /** Counts a point of a kind, a number of {@link io.beltline.model.otlp.MetricView}. */
  public void add(int dataCase, O outcome) {
    counts.computeIfAbsent(dataCase, kind -> new EnumMap<>(outcomes))
        .computeIfAbsent(outcome, way -> new long[1])[0]++;
  }

  /** Told how many points of a kind went one way. */
  @FunctionalInterface
  public interface Listener<O> {
    void points(int dataCase, O outcome, long points);
  }

  /** Tells all that was counted. */
  public void each(Listener<O> listener) {
    counts.forEach(
        (dataCase, ways) ->
            ways.forEach((outcome, count) -> listener.points(dataCase, outcome, count[0])));
  }
}
