package io.beltline.extension.zpages;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class ZPagesContractTest extends ExtensionContract<ZPagesConfig> {
  @Override
  protected ExtensionFactory<ZPagesConfig> factory() {
    return new ZPagesFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: \"127.0.0.1:0\"}";
  }
}
