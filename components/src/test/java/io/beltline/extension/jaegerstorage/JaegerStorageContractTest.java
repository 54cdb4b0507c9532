package io.beltline.extension.jaegerstorage;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class JaegerStorageContractTest extends ExtensionContract<JaegerStorageConfig> {
  @Override
  protected ExtensionFactory<JaegerStorageConfig> factory() {
    return new JaegerStorageFactory();
  }

  @Override
  protected String config() {
    return "{backends: {main: {opensearch: {}}}}";
  }
}
