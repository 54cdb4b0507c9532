package io.beltline.connector.sum;

import io.beltline.api.Factory;
import io.beltline.testkit.FactoryContract;

class SumConnectorContractTest extends FactoryContract<SumConfig> {
  @Override
  protected Factory<SumConfig> factory() {
    return new SumConnectorFactory();
  }

  @Override
  protected String config() {
    return "{logs: {total: {source_attribute: amount}}}";
  }
}
