package io.beltline.receiver.statsd;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class StatsdReceiverContractTest extends ReceiverContract<StatsdReceiverConfig> {
  @Override
  protected ReceiverFactory<StatsdReceiverConfig> factory() {
    return new StatsdReceiverFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: '127.0.0.1:0'}";
  }
}
