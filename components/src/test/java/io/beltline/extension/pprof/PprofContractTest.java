package io.beltline.extension.pprof;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class PprofContractTest extends ExtensionContract<PprofConfig> {
  @Override
  protected ExtensionFactory<PprofConfig> factory() {
    return new PprofFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: \"127.0.0.1:0\"}";
  }
}
