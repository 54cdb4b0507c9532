package io.beltline.ottl.transform;

import io.beltline.model.Signal;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.ottl.function.OttlFunction;
import java.util.List;
import java.util.stream.Stream;

/**
 * The functions that the transform processor has beside the standard ones: the one list of them.
 *
 * <p>Source: README.md of processor/transformprocessor of
 * open-telemetry/opentelemetry-collector-contrib.
 */
public final class TransformFunctions {
  private TransformFunctions() {}

  /** The functions of a signal, the standard ones among them. */
  public static FunctionSet of(Signal signal) {
    return FunctionSet.standard().with(own(signal));
  }

  /** The functions of a signal that no other component has. */
  public static List<OttlFunction> own(Signal signal) {
    return switch (signal) {
      case TRACES -> SpanNames.all();
      case METRICS ->
          Stream.of(
                  TypeChanges.all(),
                  MetricExtractions.all(),
                  SummaryConversions.all(),
                  MetricEditors.all(),
                  Aggregations.all(),
                  BucketMerges.all())
              .flatMap(List::stream)
              .toList();
      case LOGS -> LogFormats.all();
      case PROFILES -> List.of();
    };
  }
}
