package io.beltline.processor.metricstransform;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class MetricsTransformContractTest extends ProcessorContract<MetricsTransformConfig> {
  @Override
  protected ProcessorFactory<MetricsTransformConfig> factory() {
    return new MetricsTransformFactory();
  }

  @Override
  protected String config() {
    return """
    transforms:
      - include: ^(x+)$$
        match_type: regexp
        action: update
        new_name: ${1}.y
        operations:
          - {action: add_label, new_label: a, new_value: b}
          - {action: update_label, label: a, new_label: c, value_actions: [{value: b, new_value: d}]}
          - {action: toggle_scalar_data_type}
          - {action: experimental_scale_value, experimental_scale: 2}
      - include: .
        match_type: regexp
        action: update
        operations:
          - {action: aggregate_labels, label_set: [c], aggregation_type: sum}
    """
        .replace("${1}", "$${1}");
  }
}
