package io.beltline.receiver.udplog;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class UdpLogReceiverContractTest extends ReceiverContract<UdpLogReceiverConfig> {
  @Override
  protected ReceiverFactory<UdpLogReceiverConfig> factory() {
    return new UdpLogReceiverFactory();
  }

  @Override
  protected String config() {
    return "{listen_address: '127.0.0.1:0'}";
  }
}
