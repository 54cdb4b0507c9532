package io.beltline.extension.basicauth;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class BasicAuthContractTest extends ExtensionContract<BasicAuthConfig> {
  @Override
  protected ExtensionFactory<BasicAuthConfig> factory() {
    return new BasicAuthFactory();
  }

  @Override
  protected String config() {
    return "{htpasswd: {inline: \"name:secret\"}}";
  }
}
