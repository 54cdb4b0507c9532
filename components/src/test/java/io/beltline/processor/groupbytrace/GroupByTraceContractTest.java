package io.beltline.processor.groupbytrace;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class GroupByTraceContractTest extends ProcessorContract<GroupByTraceConfig> {
  @Override
  protected ProcessorFactory<GroupByTraceConfig> factory() {
    return new GroupByTraceFactory();
  }

  @Override
  protected String config() {
    return "{wait_duration: 0s}";
  }
}
