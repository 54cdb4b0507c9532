package io.beltline.receiver.loki;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class LokiReceiverContractTest extends ReceiverContract<LokiReceiverConfig> {
  @Override
  protected ReceiverFactory<LokiReceiverConfig> factory() {
    return new LokiReceiverFactory();
  }

  @Override
  protected String config() {
    return "{protocols: {grpc: {endpoint: \"127.0.0.1:0\"}, http: {endpoint: \"127.0.0.1:0\"}}}";
  }
}
