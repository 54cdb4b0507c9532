package io.beltline.receiver.splunkhec;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class SplunkHecReceiverContractTest extends ReceiverContract<SplunkHecReceiverConfig> {
  @Override
  protected ReceiverFactory<SplunkHecReceiverConfig> factory() {
    return new SplunkHecReceiverFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: '127.0.0.1:0'}";
  }
}
