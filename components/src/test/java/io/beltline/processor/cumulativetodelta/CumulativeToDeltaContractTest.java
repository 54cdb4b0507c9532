package io.beltline.processor.cumulativetodelta;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class CumulativeToDeltaContractTest extends ProcessorContract<CumulativeToDeltaConfig> {
  @Override
  protected ProcessorFactory<CumulativeToDeltaConfig> factory() {
    return new CumulativeToDeltaFactory();
  }
}
