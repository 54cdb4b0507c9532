package io.beltline.connector.exceptions;

import io.beltline.api.Factory;
import io.beltline.testkit.FactoryContract;

class ExceptionsConnectorContractTest extends FactoryContract<ExceptionsConfig> {
  @Override
  protected Factory<ExceptionsConfig> factory() {
    return new ExceptionsConnectorFactory();
  }
}
