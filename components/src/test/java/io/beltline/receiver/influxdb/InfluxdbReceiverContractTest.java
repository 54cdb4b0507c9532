package io.beltline.receiver.influxdb;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class InfluxdbReceiverContractTest extends ReceiverContract<InfluxdbReceiverConfig> {
  @Override
  protected ReceiverFactory<InfluxdbReceiverConfig> factory() {
    return new InfluxdbReceiverFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: '127.0.0.1:0'}";
  }
}
