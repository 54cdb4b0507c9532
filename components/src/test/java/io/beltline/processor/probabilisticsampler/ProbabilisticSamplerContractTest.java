package io.beltline.processor.probabilisticsampler;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class ProbabilisticSamplerContractTest extends ProcessorContract<ProbabilisticSamplerConfig> {
  @Override
  protected ProcessorFactory<ProbabilisticSamplerConfig> factory() {
    return new ProbabilisticSamplerFactory();
  }

  @Override
  protected String config() {
    return "{sampling_percentage: 100, fail_closed: false}";
  }
}
