package io.beltline.receiver.opencensus;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class OpencensusReceiverContractTest extends ReceiverContract<OpencensusReceiverConfig> {
  @Override
  protected ReceiverFactory<OpencensusReceiverConfig> factory() {
    return new OpencensusReceiverFactory();
  }

  @Override
  protected String config() {
    return "endpoint: 127.0.0.1:0";
  }
}
