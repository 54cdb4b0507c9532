package io.beltline.processor.metricstransform;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.Value;
import java.util.HashMap;
import java.util.Map;

/** Renames a label, and gives it other values. */
final class UpdateLabel implements Operation {
  private final AttributeKey label;
  private final AttributeKey renamed;
  private final boolean renames;

  /** What the label becomes by its value. */
  private final Map<String, Attribute> values;

  private UpdateLabel(AttributeKey label, AttributeKey renamed, Map<String, Attribute> values) {
    this.label = label;
    this.renamed = renamed;
    this.renames = !label.equals(renamed);
    this.values = values;
  }

  static UpdateLabel of(OperationConfig config, String version) {
    String name = config.newLabel().isEmpty() ? config.label() : config.newLabel();
    Map<String, Attribute> values = new HashMap<>();
    config
        .valueActions()
        .forEach(
            change ->
                values.put(
                    change.value(),
                    Attribute.of(name, Operations.value(change.newValue(), version))));
    return new UpdateLabel(AttributeKey.of(config.label()), AttributeKey.of(name), values);
  }

  @Override
  public boolean isForWholeMetrics() {
    return false;
  }

  @Override
  public int apply(MetricDraft metric, MetricFilter filter) {
    return metric.edit(
        (_, attributes) -> {
          if (filter.labelled(attributes)) {
            update(attributes);
          }
          return true;
        });
  }

  private void update(AttributesEditor attributes) {
    AnyValueView value = attributes.find(label);
    if (value == null) {
      return;
    }
    Attribute changed = values.isEmpty() ? null : values.get(Operations.text(value));
    if (renames) {
      Attribute moved = changed == null ? Attribute.of(renamed, Value.copyOf(value)) : changed;
      attributes.delete(label);
      attributes.upsert(moved);
    } else if (changed != null) {
      attributes.upsert(changed);
    }
  }
}
