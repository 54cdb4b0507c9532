package io.beltline.receiver.tcplog;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class TcpLogReceiverContractTest extends ReceiverContract<TcpLogReceiverConfig> {
  @Override
  protected ReceiverFactory<TcpLogReceiverConfig> factory() {
    return new TcpLogReceiverFactory();
  }

  @Override
  protected String config() {
    return "{listen_address: '127.0.0.1:0'}";
  }
}
