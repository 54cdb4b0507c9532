package io.beltline.processor.filter;

import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.ParameterKind;
import io.beltline.ottl.value.ValueKind;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The converters that conditions of this processor may call. */
final class FilterFunctions {
  private static final FunctionSet ALL =
      FunctionSet.converters()
          .with(
              List.of(
                  OttlFunction.converter(
                          "HasAttrKeyOnDatapoint",
                          ValueKind.BOOL,
                          List.of(required("key", ParameterKind.TEXT_LITERAL)),
                          a -> {
                            AttributeKey key = AttributeKey.of(a.text("key", ""));
                            return (x, out) -> out.bool(first(x, key) != null);
                          })
                      .in(ContextName.METRIC),
                  OttlFunction.converter(
                          "HasAttrOnDatapoint",
                          ValueKind.BOOL,
                          List.of(
                              required("key", ParameterKind.TEXT_LITERAL),
                              required("expectedVal", ParameterKind.TEXT_LITERAL)),
                          a -> {
                            AttributeKey key = AttributeKey.of(a.text("key", ""));
                            String wanted = a.text("expectedVal", "");
                            return (x, out) -> out.bool(wanted.equals(first(x, key)));
                          })
                      .in(ContextName.METRIC)));

  private FilterFunctions() {}

  static FunctionSet all() {
    return ALL;
  }

  /** The text of an attribute on the first data point that has it, or null if none has. */
  private static @Nullable String first(Execution x, AttributeKey key) {
    MetricView metric = x.metric();
    return switch (metric.dataCase()) {
      case MetricView.GAUGE ->
          first(metric.gauge().dataPoints(), NumberDataPointView::attributes, key);
      case MetricView.SUM -> first(metric.sum().dataPoints(), NumberDataPointView::attributes, key);
      case MetricView.HISTOGRAM ->
          first(metric.histogram().dataPoints(), HistogramDataPointView::attributes, key);
      case MetricView.EXPONENTIAL_HISTOGRAM ->
          first(
              metric.exponentialHistogram().dataPoints(),
              ExponentialHistogramDataPointView::attributes,
              key);
      case MetricView.SUMMARY ->
          first(metric.summary().dataPoints(), SummaryDataPointView::attributes, key);
      default -> throw new EvaluationException("the metric has no data of a known type");
    };
  }

  private static <P extends MessageView> @Nullable String first(
      Cursor<? extends P> points, Function<P, AttributesView> attributes, AttributeKey key) {
    while (points.next()) {
      AnyValueView value = attributes.apply(points.item()).find(key);
      if (value != null) {
        return value.stringValue();
      }
    }
    return null;
  }
}
