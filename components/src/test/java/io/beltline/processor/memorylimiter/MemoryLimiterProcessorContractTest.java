package io.beltline.processor.memorylimiter;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class MemoryLimiterProcessorContractTest extends ProcessorContract<MemoryLimiterConfig> {
  @Override
  protected ProcessorFactory<MemoryLimiterConfig> factory() {
    return new MemoryLimiterFactory();
  }

  @Override
  protected String config() {
    return "{check_interval: 1s, limit_mib: 100}";
  }
}
