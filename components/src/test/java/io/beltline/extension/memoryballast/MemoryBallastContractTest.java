package io.beltline.extension.memoryballast;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class MemoryBallastContractTest extends ExtensionContract<MemoryBallastConfig> {
  @Override
  protected ExtensionFactory<MemoryBallastConfig> factory() {
    return new MemoryBallastFactory();
  }
}
