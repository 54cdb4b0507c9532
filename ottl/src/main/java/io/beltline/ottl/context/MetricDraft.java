package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.ottl.value.ValueWriter;

/** A metric that is being made: a sum or a gauge that takes points. By one thread at a time. */
public final class MetricDraft {
  private static final int SUM_TEMPORALITY = 2;
  private static final int SUM_MONOTONIC = 3;

  private final MetricEditor head = new MetricEditor();
  private final int dataField;
  private final int temporality;
  private final boolean monotonic;
  private final ValueWriter points = new ValueWriter();

  private MetricDraft(
      String name,
      String description,
      String unit,
      int dataField,
      int temporality,
      boolean monotonic) {
    head.name(name).description(description).unit(unit);
    this.dataField = dataField;
    this.temporality = temporality;
    this.monotonic = monotonic;
  }

  /** A gauge without points. */
  public static MetricDraft gauge(String name, String description, String unit) {
    return new MetricDraft(name, description, unit, MetricView.GAUGE, 0, false);
  }

  /** A sum without points. */
  public static MetricDraft sum(
      String name, String description, String unit, int temporality, boolean monotonic) {
    return new MetricDraft(name, description, unit, MetricView.SUM, temporality, monotonic);
  }

  /** Adds a point, which is copied. */
  public void add(Slice point) {
    points.member(point.array(), point.offset(), point.end());
  }

  /** Whether it has no points. */
  public boolean isEmpty() {
    return points.size() == 0;
  }

  /** The encoded Metric. */
  public Slice encode() {
    if (temporality != 0) {
      points.varintField(SUM_TEMPORALITY, temporality);
    }
    if (monotonic) {
      points.varintField(SUM_MONOTONIC, 1);
    }
    Slice data = points.slice();
    Slice beside = head.toSlice();
    ValueWriter metric = new ValueWriter(data.length() + beside.length() + 16);
    metric.raw(beside.array(), beside.offset(), beside.end());
    metric.field(dataField, data.array(), data.offset(), data.end());
    return metric.copy();
  }
}
