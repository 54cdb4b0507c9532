package io.beltline.ottl.transform;

import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.SumEditor;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.Parameter;
import io.beltline.ottl.function.ParameterKind;
import java.util.List;

/** Editors that give a metric another type. Metrics of other types than theirs are left alone. */
final class TypeChanges {
  /** Which temporality a new sum has. */
  static final Parameter TEMPORALITY =
      required("aggregation_temporality", ParameterKind.TEXT_LITERAL).or("string_agg_temp");

  /** Whether a new sum is monotonic. */
  static final Parameter MONOTONIC =
      required("is_monotonic", ParameterKind.BOOL_LITERAL).or("monotonic");

  private TypeChanges() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.editor("convert_sum_to_gauge", List.of(), a -> TypeChanges::sumToGauge)
            .in(ContextName.METRIC),
        OttlFunction.editor(
                "convert_gauge_to_sum", List.of(TEMPORALITY, MONOTONIC), TypeChanges::gaugeToSum)
            .in(ContextName.METRIC),
        OttlFunction.editor(
                "convert_exponential_histogram_to_histogram",
                List.of(
                    required("distribution", ParameterKind.TEXT_LITERAL).or("distribution_fn"),
                    required("explicit_bounds", ParameterKind.VALUES)),
                ExplicitHistograms::of)
            .in(ContextName.METRIC));
  }

  /** The number of the temporality that was written. */
  static int temporality(Arguments a) throws InvalidStatementException {
    return a.word(TEMPORALITY.name(), "", List.of("delta", "cumulative")).equals("delta") ? 1 : 2;
  }

  private static boolean sumToGauge(Execution x) {
    MetricEditor metric = x.metric();
    if (metric.dataCase() != MetricView.SUM) {
      return false;
    }
    Slice points = Points.encode(Points.copies(metric.sum().dataPoints()));
    metric.clearSum();
    metric.gauge().replace(points);
    return true;
  }

  private static Edition gaugeToSum(Arguments a) throws InvalidStatementException {
    int temporality = temporality(a);
    boolean monotonic = a.bool(MONOTONIC.name(), false);
    return x -> {
      MetricEditor metric = x.metric();
      if (metric.dataCase() != MetricView.GAUGE) {
        return false;
      }
      Slice points = Points.encode(Points.copies(metric.gauge().dataPoints()));
      metric.clearGauge();
      SumEditor sum = metric.sum();
      sum.replace(points);
      sum.aggregationTemporality(temporality).isMonotonic(monotonic);
      return true;
    };
  }
}
