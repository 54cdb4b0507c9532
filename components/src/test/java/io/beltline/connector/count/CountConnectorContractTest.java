package io.beltline.connector.count;

import io.beltline.api.Factory;
import io.beltline.testkit.FactoryContract;

class CountConnectorContractTest extends FactoryContract<CountConfig> {
  @Override
  protected Factory<CountConfig> factory() {
    return new CountConnectorFactory();
  }
}
