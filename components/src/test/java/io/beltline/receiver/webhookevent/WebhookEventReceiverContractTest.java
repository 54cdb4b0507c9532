package io.beltline.receiver.webhookevent;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class WebhookEventReceiverContractTest extends ReceiverContract<WebhookEventReceiverConfig> {
  @Override
  protected ReceiverFactory<WebhookEventReceiverConfig> factory() {
    return new WebhookEventReceiverFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: '127.0.0.1:0'}";
  }
}
