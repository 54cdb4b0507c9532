package io.beltline.processor.deltatocumulative;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class DeltaToCumulativeContractTest extends ProcessorContract<DeltaToCumulativeConfig> {
  @Override
  protected ProcessorFactory<DeltaToCumulativeConfig> factory() {
    return new DeltaToCumulativeFactory();
  }
}
