package io.beltline.extension.healthcheck;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class HealthCheckV2ContractTest extends ExtensionContract<HealthCheckConfig> {
  @Override
  protected ExtensionFactory<HealthCheckConfig> factory() {
    return new HealthCheckV2Factory();
  }

  @Override
  protected String config() {
    return "{use_v2: true, http: {endpoint: \"127.0.0.1:0\"}, grpc: {endpoint: \"127.0.0.1:0\"}}";
  }
}
