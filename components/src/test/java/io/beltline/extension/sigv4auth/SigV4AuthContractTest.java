package io.beltline.extension.sigv4auth;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class SigV4AuthContractTest extends ExtensionContract<SigV4AuthConfig> {
  @Override
  protected ExtensionFactory<SigV4AuthConfig> factory() {
    return new SigV4AuthFactory();
  }

  @Override
  protected String config() {
    return "{region: eu-central-1, service: aps}";
  }
}
