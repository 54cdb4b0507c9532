package io.beltline.connector.failover;

import io.beltline.api.Factory;
import io.beltline.testkit.FactoryContract;

class FailoverConnectorContractTest extends FactoryContract<FailoverConfig> {
  @Override
  protected Factory<FailoverConfig> factory() {
    return new FailoverConnectorFactory();
  }

  @Override
  protected String config() {
    return "{priority_levels: [[traces, metrics, logs]]}";
  }
}
