package io.beltline.exporter.loadbalancing;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.KeyValueView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.SummaryDataPointView;
import org.jspecify.annotations.Nullable;

/** Looks attributes up in the bytes of what has them. One thread. */
final class AttributeText {
  /** The number of the field with the attributes of a resource. */
  static final int RESOURCE = ResourceView.ATTRIBUTES;

  /** The number of the field with the attributes of a scope. */
  static final int SCOPE = InstrumentationScopeView.ATTRIBUTES;

  /** The attribute that names a service. */
  static final String SERVICE_NAME = "service.name";

  private final WireFields walk = new WireFields();
  private final KeyValueView pair = new KeyValueView();

  /** The number of the field with the attributes of a data point, by that of the metric's data. */
  static int ofPoint(int data) {
    return switch (data) {
      case MetricView.HISTOGRAM -> HistogramDataPointView.ATTRIBUTES;
      case MetricView.EXPONENTIAL_HISTOGRAM -> ExponentialHistogramDataPointView.ATTRIBUTES;
      case MetricView.SUMMARY -> SummaryDataPointView.ATTRIBUTES;
      default -> NumberDataPointView.ATTRIBUTES;
    };
  }

  /** The first attribute of a name as text, or null. */
  @Nullable String text(Slice message, int field, String name) {
    return find(message, field, name) ? pair.value().asString() : null;
  }

  /** The first attribute of a name if it is a text, else an empty one. */
  String string(Slice message, int field, String name) {
    return find(message, field, name) && pair.value().valueCase() == AnyValueView.STRING_VALUE
        ? pair.value().stringValue()
        : "";
  }

  private boolean find(Slice message, int field, String name) {
    walk.open(message);
    while (walk.next()) {
      if (walk.isBytes(field)) {
        pair.wrap(walk.content());
        if (pair.keyUtf8().contentEquals(name)) {
          return true;
        }
      }
    }
    return false;
  }
}
