package io.beltline.connector.spanmetrics;

import io.beltline.api.ComponentId;
import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;

class SpanMetricsProcessorContractTest extends ProcessorContract<SpanMetricsProcessorConfig> {
  @Override
  protected ProcessorFactory<SpanMetricsProcessorConfig> factory() {
    return new SpanMetricsProcessorFactory();
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
