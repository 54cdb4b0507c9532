package io.beltline.connector.servicegraph;

import io.beltline.api.Factory;
import io.beltline.testkit.FactoryContract;

class ServiceGraphConnectorContractTest extends FactoryContract<ServiceGraphConfig> {
  @Override
  protected Factory<ServiceGraphConfig> factory() {
    return new ServiceGraphConnectorFactory();
  }
}
