package io.beltline.processor.filter;

import io.beltline.model.otlp.AttributesView;

/**
 * An expression on a data point and its metric, such as {@code MetricName == "a" && Label("b")
 * matches "^c"}. Immutable; safe for all threads.
 *
 * <p>Source: what of expr-lang can speak of {@code MetricName}, {@code MetricType}, {@code
 * HasLabel} and {@code Label}, which are all it is given.
 */
@FunctionalInterface
interface PointExpression {

  /** What expressions see: the type is {@code Gauge}, {@code Sum}, {@code Histogram}, ... */
  record Point(String metricName, String metricType, AttributesView attributes) {}

  /** Whether it holds. */
  boolean holds(Point point);

  /**
   * Reads an expression.
   *
   * @throws InvalidExpressionException if it is none, or gives no bool
   */
  static PointExpression parse(String text) throws InvalidExpressionException {
    return new PointExpressionParser(text).parse();
  }
}
