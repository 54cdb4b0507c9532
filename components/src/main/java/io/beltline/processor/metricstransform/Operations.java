package io.beltline.processor.metricstransform;

import static java.util.Objects.requireNonNull;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import org.jspecify.annotations.Nullable;

/** Makes operations of what users write. */
final class Operations {
  private static final String VERSION = "{{version}}";

  private Operations() {}

  /**
   * An operation.
   *
   * @param version the collector's, for values that name it
   */
  static Operation of(OperationConfig config, String version) {
    return switch (requireNonNull(config.action())) {
      case ADD_LABEL ->
          new AddLabel(Attribute.of(config.newLabel(), value(config.newValue(), version)));
      case UPDATE_LABEL -> UpdateLabel.of(config, version);
      case DELETE_LABEL_VALUE ->
          new DeleteLabelValue(config.label(), requireNonNull(config.labelValue()));
      case TOGGLE_SCALAR_DATA_TYPE -> new ToggleDataType();
      case EXPERIMENTAL_SCALE_VALUE -> new ScaleValue(config.experimentalScale());
      case AGGREGATE_LABELS -> new AggregateLabels(config.labelSet(), config.aggregationType());
      case AGGREGATE_LABEL_VALUES ->
          new AggregateLabelValues(
              config.label(),
              config.aggregatedValues(),
              value(config.newValue(), version),
              config.aggregationType());
    };
  }

  /** A value in which the collector's version is put in. */
  static String value(@Nullable String written, String version) {
    return requireNonNull(written).replace(VERSION, version);
  }

  /** The value of a label; what is no text counts as empty, as in the Collector. */
  static String text(AnyValueView value) {
    return value.stringValue();
  }
}
