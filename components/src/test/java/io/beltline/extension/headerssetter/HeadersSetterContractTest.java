package io.beltline.extension.headerssetter;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class HeadersSetterContractTest extends ExtensionContract<HeadersSetterConfig> {
  @Override
  protected ExtensionFactory<HeadersSetterConfig> factory() {
    return new HeadersSetterFactory();
  }

  @Override
  protected String config() {
    return "{headers: [{key: tenant, value: a}]}";
  }
}
