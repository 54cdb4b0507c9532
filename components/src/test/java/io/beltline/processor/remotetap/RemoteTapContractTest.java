package io.beltline.processor.remotetap;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class RemoteTapContractTest extends ProcessorContract<RemoteTapConfig> {
  @Override
  protected ProcessorFactory<RemoteTapConfig> factory() {
    return new RemoteTapFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: 'localhost:0'}";
  }
}
