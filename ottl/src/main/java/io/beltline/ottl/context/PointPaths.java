package io.beltline.ottl.context;

import io.beltline.model.otlp.BucketsEditor;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.ExemplarEditor;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointEditor;
import io.beltline.ottl.value.ValueKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of data points and exemplars. Points of another kind than a field belongs to have nil
 * there, and setting it does nothing.
 *
 * <p>Source: pkg/ottl/contexts/ottldatapoint and ottlexemplar of
 * open-telemetry/opentelemetry-collector-contrib.
 */
final class PointPaths {
  static final List<Field> POINT =
      List.of(
          Fields.map("attributes", Execution::pointAttributes),
          Fields.integer("start_time_unix_nano", PointTimes::start, PointTimes::start),
          Fields.time("start_time", PointTimes::start, PointTimes::start),
          Fields.integer("time_unix_nano", PointTimes::time, PointTimes::time),
          Fields.time("time", PointTimes::time, PointTimes::time),
          Fields.integer("flags", PointTimes::flags, PointTimes::flags),
          PointFields.number(
              "value_double",
              NumberDataPointEditor.class,
              NumberDataPointView::asDouble,
              NumberDataPointEditor::asDouble,
              NumberDataPointView::hasAsDouble),
          PointFields.integer(
              "value_int",
              NumberDataPointEditor.class,
              NumberDataPointView::asInt,
              NumberDataPointEditor::asInt,
              NumberDataPointView::hasAsInt),
          PointFields.count(),
          PointFields.sum(),
          NumberLists.counts(
              "bucket_counts",
              x -> x.point() instanceof HistogramDataPointEditor p ? p.bucketCounts() : null,
              (x, v) -> ((HistogramDataPointEditor) x.point()).bucketCounts(v)),
          NumberLists.bounds(),
          PointFields.scale(),
          PointFields.zeroCount(),
          buckets("positive", true),
          PointFields.offset("positive.offset", x -> side(x, true)),
          bucketCounts("positive.bucket_counts", true),
          buckets("negative", false),
          PointFields.offset("negative.offset", x -> side(x, false)),
          bucketCounts("negative.bucket_counts", false),
          Messages.all("exemplars", "exemplars", PointPaths::exemplars, PointPaths::clearExemplars),
          Messages.all(
              "quantile_values",
              "quantile_values",
              x -> x.point() instanceof SummaryDataPointEditor p ? p.quantileValues() : null,
              x -> ((SummaryDataPointEditor) x.point()).clearQuantileValues()));

  static final List<Field> EXEMPLAR =
      List.of(
          Fields.integer(
              "time_unix_nano",
              x -> x.exemplar().timeUnixNano(),
              (x, v) -> x.exemplar().timeUnixNano(v)),
          Fields.time(
              "time", x -> x.exemplar().timeUnixNano(), (x, v) -> x.exemplar().timeUnixNano(v)),
          ExemplarValues.asDouble(),
          ExemplarValues.asInt(),
          Fields.map("filtered_attributes", x -> x.exemplar().filteredAttributes()),
          Fields.id(
              "trace_id",
              ValueKind.TRACE_ID,
              x -> x.exemplar().traceId(),
              (x, v) -> x.exemplar().traceId(v)),
          Fields.hexId(
              "trace_id.string",
              ValueKind.TRACE_ID,
              x -> x.exemplar().traceId(),
              (x, v) -> x.exemplar().traceId(v)),
          Fields.id(
              "span_id",
              ValueKind.SPAN_ID,
              x -> x.exemplar().spanId(),
              (x, v) -> x.exemplar().spanId(v)),
          Fields.hexId(
              "span_id.string",
              ValueKind.SPAN_ID,
              x -> x.exemplar().spanId(),
              (x, v) -> x.exemplar().spanId(v)));

  private PointPaths() {}

  private static @Nullable BucketsEditor side(Execution x, boolean positive) {
    if (x.point() instanceof ExponentialHistogramDataPointEditor point) {
      return positive ? point.positive() : point.negative();
    }
    return null;
  }

  private static Field buckets(String name, boolean positive) {
    return Messages.one(name, x -> side(x, positive));
  }

  private static Field bucketCounts(String name, boolean positive) {
    return NumberLists.counts(
        name,
        x -> {
          BucketsEditor side = side(x, positive);
          return side == null ? null : side.bucketCounts();
        },
        (x, v) -> {
          BucketsEditor side = side(x, positive);
          if (side != null) {
            side.bucketCounts(v);
          }
        });
  }

  private static @Nullable EditCursor<ExemplarEditor> exemplars(Execution x) {
    return exemplars(x.point());
  }

  /** The exemplars of a point, or null for a summary's. */
  static @Nullable EditCursor<ExemplarEditor> exemplars(MessageView point) {
    return switch (point) {
      case NumberDataPointEditor p -> p.exemplars();
      case HistogramDataPointEditor p -> p.exemplars();
      case ExponentialHistogramDataPointEditor p -> p.exemplars();
      default -> null;
    };
  }

  private static void clearExemplars(Execution x) {
    switch (x.point()) {
      case NumberDataPointEditor p -> p.clearExemplars();
      case HistogramDataPointEditor p -> p.clearExemplars();
      case ExponentialHistogramDataPointEditor p -> p.clearExemplars();
      default -> {}
    }
  }
}
