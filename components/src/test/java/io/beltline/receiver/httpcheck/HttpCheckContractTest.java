package io.beltline.receiver.httpcheck;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class HttpCheckContractTest extends ReceiverContract<HttpCheckConfig> {
  @Override
  protected ReceiverFactory<HttpCheckConfig> factory() {
    return new HttpCheckFactory();
  }

  @Override
  protected String config() {
    return "{initial_delay: 1h, targets: [{endpoint: 'http://127.0.0.1:13133'}]}";
  }
}
