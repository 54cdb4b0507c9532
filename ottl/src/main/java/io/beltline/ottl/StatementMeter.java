package io.beltline.ottl;

/** Takes what statements did, once for each request. Safe for all threads. */
@FunctionalInterface
public interface StatementMeter {
  /** Nobody counts. */
  StatementMeter NONE = (statement, matched, changed, failed) -> {};

  /**
   * Takes the counts of one statement, or of one condition of a group, which can only fail.
   *
   * @param statement its number: its place in {@link Transformation#statements}, or behind them
   *     that in {@link Transformation#conditions}
   * @param matched records its condition held for
   * @param changed records it changed
   * @param failed records it failed on
   */
  void add(int statement, long matched, long changed, long failed);

  /**
   * Takes how many items one rule removed.
   *
   * @param statement its number among the statements
   * @param items spans, data points, log records or samples that are gone
   */
  default void removed(int statement, long items) {}
}
