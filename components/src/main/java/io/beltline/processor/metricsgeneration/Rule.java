package io.beltline.processor.metricsgeneration;

import static java.util.Objects.requireNonNull;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.SumView;
import io.beltline.model.otlp.WireWriter;
import io.beltline.processor.metricsgeneration.RuleConfig.RuleType;
import java.util.List;

/** A rule, compiled. Safe for all threads. */
record Rule(
    Slice name,
    Slice unit,
    boolean scales,
    Slice metric1,
    Slice metric2,
    Arithmetic operation,
    double scaleBy,
    boolean matchesAttributes) {

  static Rule of(RuleConfig config) {
    return new Rule(
        Slice.utf8(config.name()),
        Slice.utf8(config.unit()),
        config.type() == RuleType.SCALE,
        Slice.utf8(config.metric1()),
        Slice.utf8(config.metric2()),
        requireNonNull(config.operation()),
        config.scaleBy(),
        config.matchAttributes());
  }

  /** Whether a metric can be calculated with. */
  static boolean isNumeric(MetricDraft metric) {
    return metric.kind() == MetricView.GAUGE || metric.kind() == MetricView.SUM;
  }

  /** The new metric: of the kind of the one on the left, with points that were calculated. */
  Slice metric(MetricDraft left, List<Slice> points) {
    WireWriter out = new WireWriter();
    out.bytes(MetricView.NAME, name);
    if (unit.length() > 0) {
      out.bytes(MetricView.UNIT, unit);
    }
    int data = out.begin(left.kind());
    for (Slice point : points) {
      out.bytes(SumView.DATA_POINTS, point);
    }
    if (left.kind() == MetricView.SUM) {
      out.varint(SumView.AGGREGATION_TEMPORALITY, left.temporality());
      if (scales && left.monotonic()) {
        out.bool(SumView.IS_MONOTONIC, true);
      }
    }
    out.end(data);
    return out.toSlice();
  }
}
