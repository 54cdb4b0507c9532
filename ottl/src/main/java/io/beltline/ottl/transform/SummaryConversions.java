package io.beltline.ottl.transform;

import static io.beltline.ottl.function.Parameter.optional;

import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.SummaryDataPointEditor;
import io.beltline.model.otlp.ValueAtQuantileView;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.MetricDraft;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.Parameter;
import io.beltline.ottl.function.ParameterKind;
import java.util.List;

/**
 * Editors that make new metrics of summaries.
 *
 * <p>Those of the data point context run for one point after another; of all points of a summary
 * that they run for they make one metric.
 */
final class SummaryConversions {
  private static final Parameter SUFFIX = optional("suffix", ParameterKind.TEXT_LITERAL);

  private SummaryConversions() {}

  /** Gives a new point its value. */
  @FunctionalInterface
  private interface Taking {
    void take(SummaryDataPointEditor from, NumberDataPointEditor to);
  }

  static List<OttlFunction> all() {
    List<Parameter> parameters = List.of(TypeChanges.TEMPORALITY, TypeChanges.MONOTONIC, SUFFIX);
    return List.of(
        OttlFunction.editor(
                "convert_summary_count_val_to_sum",
                parameters,
                a -> pointwise(a, "_count", (from, to) -> to.asInt(from.count())))
            .in(ContextName.DATA_POINT),
        OttlFunction.editor(
                "convert_summary_sum_val_to_sum",
                parameters,
                a -> pointwise(a, "_sum", (from, to) -> to.asDouble(from.sum())))
            .in(ContextName.DATA_POINT),
        OttlFunction.editor(
                "convert_summary_quantile_val_to_gauge",
                List.of(optional("attributeKey", ParameterKind.TEXT_LITERAL), SUFFIX),
                SummaryConversions::quantiles)
            .in(ContextName.METRIC));
  }

  private static Edition pointwise(Arguments a, String usual, Taking value)
      throws InvalidStatementException {
    int temporality = TypeChanges.temporality(a);
    boolean monotonic = a.bool(TypeChanges.MONOTONIC.name(), false);
    String suffix = a.text(SUFFIX.name(), usual);
    int statement = a.layout().nextMemory();
    return x -> {
      if (!(x.point() instanceof SummaryDataPointEditor point)) {
        return false;
      }
      MetricDraft draft = x.draft(statement, () -> sum(x, suffix, temporality, monotonic));
      NumberDataPointEditor made = Points.like(point);
      value.take(point, made);
      draft.add(made.toSlice());
      return true;
    };
  }

  private static MetricDraft sum(Execution x, String suffix, int temporality, boolean monotonic) {
    MetricEditor metric = x.metric();
    return MetricDraft.sum(
        metric.name() + suffix, metric.description(), metric.unit(), temporality, monotonic);
  }

  private static Edition quantiles(Arguments a) {
    String key = a.text("attributeKey", "quantile");
    String suffix = a.text(SUFFIX.name(), ".quantiles");
    return x -> {
      MetricEditor metric = x.metric();
      if (metric.dataCase() != MetricView.SUMMARY) {
        return false;
      }
      MetricDraft draft =
          MetricDraft.gauge(metric.name() + suffix, metric.description(), metric.unit());
      for (Cursor<SummaryDataPointEditor> points = metric.summary().dataPoints(); points.next(); ) {
        SummaryDataPointEditor point = points.item();
        for (Cursor<? extends ValueAtQuantileView> each = point.quantileValues(); each.next(); ) {
          NumberDataPointEditor made = Points.like(point);
          made.attributes().upsert(key, each.item().quantile());
          draft.add(made.asDouble(each.item().value()).toSlice());
        }
      }
      x.addMetric(draft.encode());
      return true;
    };
  }
}
