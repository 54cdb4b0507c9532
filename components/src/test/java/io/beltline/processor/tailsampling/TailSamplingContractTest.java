package io.beltline.processor.tailsampling;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class TailSamplingContractTest extends ProcessorContract<TailSamplingConfig> {
  @Override
  protected ProcessorFactory<TailSamplingConfig> factory() {
    return new TailSamplingFactory();
  }

  @Override
  protected String config() {
    return "{policies: [{name: all, type: always_sample}]}";
  }
}
