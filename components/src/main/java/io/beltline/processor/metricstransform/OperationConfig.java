package io.beltline.processor.metricstransform;

import io.beltline.components.aggregation.AggregationType;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operation on the data points of a metric. */
public record OperationConfig(
    @Doc("What is done; the table below says what each does.") @Nullable OperationKind action,
    @Doc("The label it is about.") @Default("") String label,
    @Doc("The label that is added, or the new name of the label.") @Default("") String newLabel,
    @Doc("With aggregate_labels: the labels that stay.") @Default("[]") List<String> labelSet,
    @Doc("With an aggregation: what becomes of values; histograms are always added.")
        @Nullable AggregationType aggregationType,
    @Doc("With aggregate_label_values: the values of the label that become one.") @Default("[]")
        List<String> aggregatedValues,
    @Doc("The label's new value; {{version}} stands for that of the collector.")
        @Nullable String newValue,
    @Doc("With update_label: which values of the label become others.") @Default("[]")
        List<ValueActionConfig> valueActions,
    @Doc("With experimental_scale_value: what values are multiplied by.") @Default("0")
        double experimentalScale,
    @Doc("With delete_label_value: the value whose data points are removed.")
        @Nullable String labelValue)
    implements Validated {

  /** What an operation does. */
  public enum OperationKind {
    ADD_LABEL,
    UPDATE_LABEL,
    DELETE_LABEL_VALUE,
    TOGGLE_SCALAR_DATA_TYPE,
    EXPERIMENTAL_SCALE_VALUE,
    AGGREGATE_LABELS,
    AGGREGATE_LABEL_VALUES
  }

  /** One value of a label that becomes another. */
  public record ValueActionConfig(
      @Doc("The value as it is.") @Default("") String value,
      @Doc("What it becomes; {{version}} stands for the version of the collector.") @Default("")
          String newValue) {}

  @Override
  public void validate(Problems problems) {
    switch (action) {
      case null ->
          problems.add("action", "is missing (expected: add_label, update_label or another)");
      case ADD_LABEL -> {
        need("new_label", newLabel, problems);
        need("new_value", newValue, problems);
      }
      case UPDATE_LABEL -> need("label", label, problems);
      case DELETE_LABEL_VALUE -> {
        need("label", label, problems);
        if (labelValue == null) {
          problems.add("label_value", "is missing (expected: a value of the label)");
        }
      }
      case EXPERIMENTAL_SCALE_VALUE -> {
        if (experimentalScale == 0 || !Double.isFinite(experimentalScale)) {
          problems.add("experimental_scale", "must be a number other than 0 (expected: 1000)");
        }
      }
      case AGGREGATE_LABEL_VALUES -> {
        need("label", label, problems);
        if (aggregatedValues.isEmpty()) {
          problems.add("aggregated_values", "is missing (expected: values of the label)");
        }
        if (newValue == null) {
          problems.add("new_value", "is missing (expected: the value that stands for them)");
        }
      }
      case TOGGLE_SCALAR_DATA_TYPE, AGGREGATE_LABELS -> {}
    }
  }

  private void need(String key, @Nullable String value, Problems problems) {
    if (value == null || value.isEmpty()) {
      problems.add(key, "is missing (expected: a text, for " + name() + ")");
    }
  }

  /** Whether it aggregates numbers in a way that nobody chose. */
  boolean lacksAggregationType() {
    return aggregationType == null
        && (action == OperationKind.AGGREGATE_LABELS
            || action == OperationKind.AGGREGATE_LABEL_VALUES);
  }

  /** The operation as it is written. */
  String name() {
    return String.valueOf(action).toLowerCase(java.util.Locale.ROOT);
  }
}
