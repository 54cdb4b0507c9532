package io.beltline.processor.logdedup;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class LogDedupContractTest extends ProcessorContract<LogDedupConfig> {
  @Override
  protected ProcessorFactory<LogDedupConfig> factory() {
    return new LogDedupFactory();
  }

  @Override
  protected String config() {
    return "{conditions: ['log.body == \"no such body\"']}";
  }
}
