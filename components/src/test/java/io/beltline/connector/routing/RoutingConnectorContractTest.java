package io.beltline.connector.routing;

import io.beltline.api.Factory;
import io.beltline.testkit.FactoryContract;

class RoutingConnectorContractTest extends FactoryContract<RoutingConfig> {
  @Override
  protected Factory<RoutingConfig> factory() {
    return new RoutingConnectorFactory();
  }

  @Override
  protected String config() {
    return "{table: [{condition: 'true', pipelines: [logs]}]}";
  }
}
