package io.beltline.connector.servicegraph;

import io.beltline.api.ComponentId;
import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;

class ServiceGraphProcessorContractTest extends ProcessorContract<ServiceGraphProcessorConfig> {
  @Override
  protected ProcessorFactory<ServiceGraphProcessorConfig> factory() {
    return new ServiceGraphProcessorFactory();
  }

  @Override
  protected String config() {
    return "{metrics_exporter: prometheus}";
  }

  @Override
  protected TestHost host() {
    return super.host().withExporter(ComponentId.of("prometheus"), new RecordingConsumer());
  }
}
