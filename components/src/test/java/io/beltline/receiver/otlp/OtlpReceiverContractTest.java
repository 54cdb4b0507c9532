package io.beltline.receiver.otlp;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class OtlpReceiverContractTest extends ReceiverContract<OtlpReceiverConfig> {
  @Override
  protected ReceiverFactory<OtlpReceiverConfig> factory() {
    return new OtlpReceiverFactory();
  }

  @Override
  protected String config() {
    return "{protocols: {grpc: {endpoint: \"127.0.0.1:0\"}, http: {endpoint: \"127.0.0.1:0\"}}}";
  }
}
