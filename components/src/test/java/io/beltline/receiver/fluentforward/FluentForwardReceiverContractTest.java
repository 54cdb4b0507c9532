package io.beltline.receiver.fluentforward;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class FluentForwardReceiverContractTest extends ReceiverContract<FluentForwardReceiverConfig> {
  @Override
  protected ReceiverFactory<FluentForwardReceiverConfig> factory() {
    return new FluentForwardReceiverFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: '127.0.0.1:0'}";
  }
}
