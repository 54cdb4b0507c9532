package io.beltline.receiver.skywalking;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class SkywalkingReceiverContractTest extends ReceiverContract<SkywalkingReceiverConfig> {
  @Override
  protected ReceiverFactory<SkywalkingReceiverConfig> factory() {
    return new SkywalkingReceiverFactory();
  }

  @Override
  protected String config() {
    return SkywalkingReceiverTest.BOTH;
  }
}
