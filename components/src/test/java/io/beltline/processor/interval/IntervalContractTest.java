package io.beltline.processor.interval;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class IntervalContractTest extends ProcessorContract<IntervalConfig> {
  @Override
  protected ProcessorFactory<IntervalConfig> factory() {
    return new IntervalFactory();
  }

  @Override
  protected String config() {
    return "{pass_through: {gauge: true}}";
  }
}
