package io.beltline.extension.bearertokenauth;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class BearerTokenAuthContractTest extends ExtensionContract<BearerTokenAuthConfig> {
  @Override
  protected ExtensionFactory<BearerTokenAuthConfig> factory() {
    return new BearerTokenAuthFactory();
  }

  @Override
  protected String config() {
    return "{token: secret}";
  }
}
