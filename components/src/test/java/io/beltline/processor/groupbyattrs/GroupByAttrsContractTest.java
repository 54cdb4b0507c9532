package io.beltline.processor.groupbyattrs;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class GroupByAttrsContractTest extends ProcessorContract<GroupByAttrsConfig> {
  @Override
  protected ProcessorFactory<GroupByAttrsConfig> factory() {
    return new GroupByAttrsFactory();
  }

  @Override
  protected String config() {
    return "{keys: [no.such.key]}";
  }
}
