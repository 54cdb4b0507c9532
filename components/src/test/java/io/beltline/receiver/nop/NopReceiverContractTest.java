package io.beltline.receiver.nop;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class NopReceiverContractTest extends ReceiverContract<NopReceiverFactory.Config> {
  @Override
  protected ReceiverFactory<NopReceiverFactory.Config> factory() {
    return new NopReceiverFactory();
  }

  @Override
  protected String config() {
    return "{}";
  }
}
