package io.beltline.connector.forward;

import io.beltline.api.Factory;
import io.beltline.testkit.FactoryContract;

class ForwardConnectorContractTest extends FactoryContract<ForwardConnectorFactory.Config> {
  @Override
  protected Factory<ForwardConnectorFactory.Config> factory() {
    return new ForwardConnectorFactory();
  }
}
