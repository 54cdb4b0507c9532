package io.beltline.processor.metricsgeneration;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class MetricsGenerationContractTest extends ProcessorContract<MetricsGenerationConfig> {
  @Override
  protected ProcessorFactory<MetricsGenerationConfig> factory() {
    return new MetricsGenerationFactory();
  }

  @Override
  protected String config() {
    return """
    rules:
      - {name: new, type: calculate, metric1: missing, metric2: xxxxx, operation: add}
      - {name: other, type: scale, metric1: xxxx, operation: multiply, scale_by: 2}
    """;
  }
}
