package io.beltline.receiver.carbon;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class CarbonReceiverContractTest extends ReceiverContract<CarbonReceiverConfig> {
  @Override
  protected ReceiverFactory<CarbonReceiverConfig> factory() {
    return new CarbonReceiverFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: '127.0.0.1:0'}";
  }
}
