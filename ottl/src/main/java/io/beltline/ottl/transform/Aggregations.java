package io.beltline.ottl.transform;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.Parameter;
import io.beltline.ottl.function.ParameterKind;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Editors that make one data point of those whose attributes have become the same. */
final class Aggregations {
  private static final Parameter FUNCTION =
      required("function", ParameterKind.TEXT_LITERAL).or("aggregation_function");

  private Aggregations() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.editor(
                "aggregate_on_attributes",
                List.of(FUNCTION, optional("attributes", ParameterKind.VALUES)),
                Aggregations::onAttributes)
            .in(ContextName.METRIC),
        OttlFunction.editor(
                "aggregate_on_attribute_value",
                List.of(
                    FUNCTION,
                    required("attribute", ParameterKind.TEXT_LITERAL),
                    required("values", ParameterKind.VALUES),
                    required("newValue", ParameterKind.TEXT_LITERAL)),
                Aggregations::onValue)
            .in(ContextName.METRIC));
  }

  private static Aggregation function(Arguments a) throws InvalidStatementException {
    String word = a.word("function", "", List.of("sum", "max", "min", "mean", "median", "count"));
    return Aggregation.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Set<String> texts(Arguments a, String name) throws InvalidStatementException {
    Set<String> texts = new HashSet<>();
    for (Expression value : a.values(name)) {
      Cell text = value.constant();
      if (text == null || !text.is(ValueKind.STRING)) {
        throw a.problem(name, name + " takes constant strings");
      }
      texts.add(text.text());
    }
    return texts;
  }

  private static Edition onAttributes(Arguments a) throws InvalidStatementException {
    Aggregation how = function(a);
    if (!a.has("attributes")) {
      return x -> aggregate(x, how, attributes -> {});
    }
    Set<String> kept = texts(a, "attributes");
    return x ->
        aggregate(x, how, attributes -> attributes.removeIf(entry -> !kept.contains(entry.key())));
  }

  private static Edition onValue(Arguments a) throws InvalidStatementException {
    Aggregation how = function(a);
    String attribute = a.text("attribute");
    Set<String> values = texts(a, "values");
    String newValue = a.text("newValue");
    return x ->
        aggregate(
            x,
            how,
            attributes -> {
              String there = attributes.string(attribute);
              if (there != null && values.contains(there)) {
                attributes.upsert(attribute, newValue);
              }
            });
  }

  private static boolean aggregate(
      Execution x, Aggregation how, Consumer<AttributesEditor> change) {
    MetricEditor metric = x.metric();
    List<Slice> before = Points.copies(Points.of(metric));
    return switch (metric.dataCase()) {
      case MetricView.GAUGE ->
          replace(before, NumberPoints.aggregate(before, false, how, change), metric);
      case MetricView.SUM ->
          replace(
              before,
              NumberPoints.aggregate(
                  before, isDelta(metric.sum().aggregationTemporality()), how, change),
              metric);
      case MetricView.HISTOGRAM ->
          replace(
              before,
              HistogramPoints.aggregate(
                  before, isDelta(metric.histogram().aggregationTemporality()), change),
              metric);
      case MetricView.EXPONENTIAL_HISTOGRAM ->
          replace(
              before,
              ExponentialPoints.aggregate(
                  before, isDelta(metric.exponentialHistogram().aggregationTemporality()), change),
              metric);
      case MetricView.SUMMARY ->
          throw new EvaluationException(
              "the summary "
                  + metric.name()
                  + " cannot be aggregated (expected: a gauge, sum or histogram)");
      default -> false;
    };
  }

  private static boolean isDelta(int temporality) {
    return temporality == 1;
  }

  private static boolean replace(List<Slice> before, List<Slice> after, MetricEditor metric) {
    if (before.equals(after)) {
      return false;
    }
    switch (metric.dataCase()) {
      case MetricView.GAUGE -> {
        metric.gauge().clearDataPoints();
        after.forEach(point -> metric.gauge().dataPoints().add(point));
      }
      case MetricView.SUM -> {
        metric.sum().clearDataPoints();
        after.forEach(point -> metric.sum().dataPoints().add(point));
      }
      case MetricView.HISTOGRAM -> {
        metric.histogram().clearDataPoints();
        after.forEach(point -> metric.histogram().dataPoints().add(point));
      }
      default -> {
        metric.exponentialHistogram().clearDataPoints();
        after.forEach(point -> metric.exponentialHistogram().dataPoints().add(point));
      }
    }
    return true;
  }
}
