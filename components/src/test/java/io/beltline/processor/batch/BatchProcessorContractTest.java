package io.beltline.processor.batch;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class BatchProcessorContractTest extends ProcessorContract<BatchProcessorConfig> {
  @Override
  protected ProcessorFactory<BatchProcessorConfig> factory() {
    return new BatchProcessorFactory();
  }
}
