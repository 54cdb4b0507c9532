package io.beltline.receiver.tcpcheck;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class TcpCheckContractTest extends ReceiverContract<TcpCheckConfig> {
  @Override
  protected ReceiverFactory<TcpCheckConfig> factory() {
    return new TcpCheckFactory();
  }

  @Override
  protected String config() {
    return "{initial_delay: 1h, targets: [{endpoint: '127.0.0.1:4317'}]}";
  }
}
