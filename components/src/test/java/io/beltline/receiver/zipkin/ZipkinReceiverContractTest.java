package io.beltline.receiver.zipkin;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class ZipkinReceiverContractTest extends ReceiverContract<ZipkinReceiverConfig> {
  @Override
  protected ReceiverFactory<ZipkinReceiverConfig> factory() {
    return new ZipkinReceiverFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: \"127.0.0.1:0\"}";
  }
}
