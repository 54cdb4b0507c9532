package io.beltline.ottl.transform;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.MetricDraft;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.Parameter;
import io.beltline.ottl.function.ParameterKind;
import java.math.BigDecimal;
import java.util.List;

/** Editors that make a new metric of one number of each point of a histogram or summary. */
final class MetricExtractions {
  private static final int CUMULATIVE = 2;
  private static final Parameter SUFFIX = optional("suffix", ParameterKind.TEXT_LITERAL);

  private MetricExtractions() {}

  static List<OttlFunction> all() {
    List<Parameter> parameters = List.of(TypeChanges.MONOTONIC, SUFFIX);
    return List.of(
        OttlFunction.editor("extract_count_metric", parameters, MetricExtractions::count)
            .in(ContextName.METRIC),
        OttlFunction.editor("extract_sum_metric", parameters, MetricExtractions::sum)
            .in(ContextName.METRIC),
        OttlFunction.editor(
                "extract_percentile_metric",
                List.of(required("percentile", ParameterKind.NUMBER_LITERAL), SUFFIX),
                MetricExtractions::percentile)
            .in(ContextName.METRIC));
  }

  private static Edition count(Arguments a) {
    boolean monotonic = a.bool(TypeChanges.MONOTONIC.name(), false);
    String suffix = a.text(SUFFIX.name(), "_count");
    return x -> {
      MetricEditor metric = x.metric();
      int temporality = temporality("extract_count_metric", metric);
      MetricDraft draft =
          MetricDraft.sum(
              metric.name() + suffix, metric.description(), "1", temporality, monotonic);
      for (Cursor<? extends MessageView> points = Points.of(metric); points.next(); ) {
        MessageView point = points.item();
        draft.add(Points.like(point).asInt(Points.count(point)).toSlice());
      }
      return added(x, draft);
    };
  }

  private static Edition sum(Arguments a) {
    boolean monotonic = a.bool(TypeChanges.MONOTONIC.name(), false);
    String suffix = a.text(SUFFIX.name(), "_sum");
    return x -> {
      MetricEditor metric = x.metric();
      int temporality = temporality("extract_sum_metric", metric);
      MetricDraft draft =
          MetricDraft.sum(
              metric.name() + suffix, metric.description(), metric.unit(), temporality, monotonic);
      for (Cursor<? extends MessageView> points = Points.of(metric); points.next(); ) {
        MessageView point = points.item();
        if (Points.hasSum(point)) {
          draft.add(Points.like(point).asDouble(Points.sum(point)).toSlice());
        }
      }
      return added(x, draft);
    };
  }

  private static Edition percentile(Arguments a) throws InvalidStatementException {
    double percentile = a.number("percentile");
    if (!(percentile > 0 && percentile < 100)) {
      throw a.problem(
          "percentile",
          "there is no percentile " + percentile + " (expected: more than 0 and less than 100)");
    }
    String name = "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    String suffix = a.text(SUFFIX.name(), "").isEmpty() ? "_" + name : a.text(SUFFIX.name());
    return x -> {
      MetricEditor metric = x.metric();
      if (!isHistogram(metric)) {
        return false;
      }
      String description = metric.description();
      MetricDraft draft =
          MetricDraft.gauge(
              metric.name() + suffix,
              description.isEmpty() ? name : description + " (" + name + ")",
              metric.unit());
      for (Cursor<? extends MessageView> points = Points.of(metric); points.next(); ) {
        double value = Percentiles.of(points.item(), percentile);
        if (!Double.isNaN(value)) {
          NumberDataPointEditor made = Points.like(points.item());
          draft.add(made.asDouble(value).toSlice());
        }
      }
      return added(x, draft);
    };
  }

  private static boolean isHistogram(MetricEditor metric) {
    return metric.dataCase() == MetricView.HISTOGRAM
        || metric.dataCase() == MetricView.EXPONENTIAL_HISTOGRAM;
  }

  private static boolean added(Execution x, MetricDraft draft) {
    if (draft.isEmpty()) {
      return false;
    }
    x.addMetric(draft.encode());
    return true;
  }

  private static int temporality(String function, MetricEditor metric) {
    int temporality =
        switch (metric.dataCase()) {
          case MetricView.HISTOGRAM -> metric.histogram().aggregationTemporality();
          case MetricView.EXPONENTIAL_HISTOGRAM ->
              metric.exponentialHistogram().aggregationTemporality();
          case MetricView.SUMMARY -> CUMULATIVE;
          default -> 0;
        };
    if (temporality == 0) {
      throw new EvaluationException(
          function
              + " cannot be applied to the metric "
              + metric.name()
              + " (expected: a histogram or exponential histogram with a temporality, or a"
              + " summary)");
    }
    return temporality;
  }
}
