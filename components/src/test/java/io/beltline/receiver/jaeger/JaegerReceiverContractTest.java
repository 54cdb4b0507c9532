package io.beltline.receiver.jaeger;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class JaegerReceiverContractTest extends ReceiverContract<JaegerReceiverConfig> {
  @Override
  protected ReceiverFactory<JaegerReceiverConfig> factory() {
    return new JaegerReceiverFactory();
  }

  @Override
  protected String config() {
    return RunningJaeger.ALL;
  }
}
