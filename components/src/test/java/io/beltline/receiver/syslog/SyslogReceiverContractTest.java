package io.beltline.receiver.syslog;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class SyslogReceiverContractTest extends ReceiverContract<SyslogReceiverConfig> {
  @Override
  protected ReceiverFactory<SyslogReceiverConfig> factory() {
    return new SyslogReceiverFactory();
  }

  @Override
  protected String config() {
    return "{protocol: rfc5424, tcp: {listen_address: '127.0.0.1:0'}, udp: {listen_address:"
        + " '127.0.0.1:0'}}";
  }
}
