package io.beltline.components.prometheus.incoming;

/**
 * What is wrong with a point.
 *
 * @param kind in fixed words, which a counter may have for a label; empty if nothing is
 * @param text the same with the numbers of the point
 */
public record PointProblem(String kind, String text) {
  /** Nothing is wrong. */
  public static final PointProblem NONE = new PointProblem("", "");

  /** A problem that has no numbers. */
  public static PointProblem of(String kind) {
    return new PointProblem(kind, kind);
  }

  /** Whether nothing is wrong. */
  public boolean isEmpty() {
    return kind.isEmpty();
  }
}
