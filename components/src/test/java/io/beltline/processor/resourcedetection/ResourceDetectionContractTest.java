package io.beltline.processor.resourcedetection;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class ResourceDetectionContractTest extends ProcessorContract<ResourceDetectionConfig> {
  @Override
  protected ProcessorFactory<ResourceDetectionConfig> factory() {
    return new ResourceDetectionFactory();
  }

  @Override
  protected String config() {
    return "{detectors: [env, system], system: {hostname_sources: [os]}}";
  }
}
