package io.beltline.processor.metricstarttime;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class MetricStartTimeContractTest extends ProcessorContract<MetricStartTimeConfig> {
  @Override
  protected ProcessorFactory<MetricStartTimeConfig> factory() {
    return new MetricStartTimeFactory();
  }
}
