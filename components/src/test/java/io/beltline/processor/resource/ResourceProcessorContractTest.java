package io.beltline.processor.resource;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class ResourceProcessorContractTest extends ProcessorContract<ResourceProcessorConfig> {
  @Override
  protected ProcessorFactory<ResourceProcessorConfig> factory() {
    return new ResourceProcessorFactory();
  }

  @Override
  protected String config() {
    return "{attributes: [{key: added, value: x, action: upsert}]}";
  }
}
