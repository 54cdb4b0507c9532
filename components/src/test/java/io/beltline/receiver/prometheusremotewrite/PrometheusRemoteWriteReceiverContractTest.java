package io.beltline.receiver.prometheusremotewrite;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class PrometheusRemoteWriteReceiverContractTest
    extends ReceiverContract<PrometheusRemoteWriteReceiverConfig> {
  @Override
  protected ReceiverFactory<PrometheusRemoteWriteReceiverConfig> factory() {
    return new PrometheusRemoteWriteReceiverFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: \"127.0.0.1:0\"}";
  }
}
