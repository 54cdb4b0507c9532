package io.beltline.extension.healthcheck;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class HealthCheckContractTest extends ExtensionContract<HealthCheckConfig> {
  @Override
  protected ExtensionFactory<HealthCheckConfig> factory() {
    return new HealthCheckFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: \"127.0.0.1:0\"}";
  }
}
