package io.beltline.processor.unroll;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class UnrollProcessorContractTest extends ProcessorContract<UnrollProcessorConfig> {
  @Override
  protected ProcessorFactory<UnrollProcessorConfig> factory() {
    return new UnrollProcessorFactory();
  }

  @Override
  protected String config() {
    return "{recursive: true}";
  }
}
