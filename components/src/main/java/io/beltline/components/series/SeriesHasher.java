package io.beltline.components.series;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;

/**
 * Finds the ids of series during a walk of metrics. A series is told by the attributes of its
 * resource, the name, version and attributes of its scope, the name, unit and kind of its metric,
 * and the attributes of its points; the order of attributes does not count. One thread.
 */
final class SeriesHasher {
  private final Lanes resource = new Lanes();
  private final Lanes scope = new Lanes();
  private final Lanes metric = new Lanes();
  private final Lanes point = new Lanes();
  private final Lanes attribute = new Lanes();

  /** Goes on to the editor's current resource. */
  void resource(MetricsEditor editor) {
    resource.start();
    attributes(editor.resource().attributes(), resource, attribute);
  }

  /** Goes on to the editor's current scope. */
  void scope(MetricsEditor editor) {
    scope.start(resource);
    scope.add(editor.scope().nameUtf8());
    scope.add(editor.scope().versionUtf8());
    attributes(editor.scope().attributes(), scope, attribute);
  }

  /** Goes on to the editor's current metric, and says what all of its points have in common. */
  SeriesId metric(MetricsEditor editor) {
    metric.start(scope);
    metric.add(editor.metric().nameUtf8());
    metric.add(editor.metric().unitUtf8());
    int kind = editor.dataCase();
    metric.add(kind);
    metric.add(kind == MetricView.SUM && editor.data().isMonotonic() ? 1 : 0);
    point.start(metric);
    return point.id();
  }

  /** The series of the editor's current point. */
  SeriesId point(MetricsEditor editor) {
    point.start(metric);
    attributes(editor.attributes(), point, attribute);
    return point.id();
  }

  /** Adds up the hashes of attributes, so that their order does not count. */
  private static void attributes(AttributesView walk, Lanes into, Lanes one) {
    long high = 0;
    long low = 0;
    long count = 0;
    while (walk.next()) {
      one.start();
      one.add(walk.keyUtf8());
      int kind = walk.valueCase();
      one.add(kind);
      switch (kind) {
        case AnyValueView.STRING_VALUE -> one.add(walk.stringValueUtf8());
        case AnyValueView.INT_VALUE -> one.add(walk.intValue());
        default -> value(walk.value(), one);
      }
      high += one.high();
      low += one.low();
      count++;
    }
    into.add(high);
    into.add(low);
    into.add(count);
  }

  private static void value(AnyValueView value, Lanes into) {
    switch (value.valueCase()) {
      case AnyValueView.STRING_VALUE -> into.add(value.stringValueUtf8());
      case AnyValueView.INT_VALUE -> into.add(value.intValue());
      case AnyValueView.BOOL_VALUE -> into.add(value.boolValue() ? 1 : 0);
      case AnyValueView.DOUBLE_VALUE -> into.add(Double.doubleToLongBits(value.doubleValue()));
      case AnyValueView.BYTES_VALUE -> into.add(value.bytesValue());
      case AnyValueView.ARRAY_VALUE -> {
        var walk = value.arrayValue().values();
        into.add(walk.remaining());
        while (walk.next()) {
          into.add(walk.item().valueCase());
          value(walk.item(), into);
        }
      }
      case AnyValueView.KVLIST_VALUE -> attributes(value.kvlistValue().values(), into, new Lanes());
      default -> {}
    }
  }
}
