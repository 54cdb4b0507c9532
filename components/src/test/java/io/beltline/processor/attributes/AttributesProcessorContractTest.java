package io.beltline.processor.attributes;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class AttributesProcessorContractTest extends ProcessorContract<AttributesProcessorConfig> {
  @Override
  protected ProcessorFactory<AttributesProcessorConfig> factory() {
    return new AttributesProcessorFactory();
  }

  @Override
  protected String config() {
    return "{actions: [{key: added, value: x, action: upsert}]}";
  }
}
