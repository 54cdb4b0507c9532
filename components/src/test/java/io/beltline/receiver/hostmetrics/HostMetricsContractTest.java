package io.beltline.receiver.hostmetrics;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class HostMetricsContractTest extends ReceiverContract<HostMetricsConfig> {
  @Override
  protected ReceiverFactory<HostMetricsConfig> factory() {
    return new HostMetricsFactory();
  }

  @Override
  protected String config() {
    return "{initial_delay: 1h, scrapers: {cpu: , memory: }}";
  }
}
