package io.beltline.receiver.prometheus;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class PrometheusReceiverContractTest extends ReceiverContract<PrometheusReceiverConfig> {
  @Override
  protected ReceiverFactory<PrometheusReceiverConfig> factory() {
    return new PrometheusReceiverFactory();
  }

  @Override
  protected String config() {
    return "{config: {scrape_configs: [{job_name: a, scrape_interval: 1h,"
        + " static_configs: [{targets: ['127.0.0.1:1']}]}]}}";
  }
}
