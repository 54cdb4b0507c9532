package io.beltline.processor.transform;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class TransformProcessorContractTest extends ProcessorContract<TransformProcessorConfig> {
  @Override
  protected ProcessorFactory<TransformProcessorConfig> factory() {
    return new TransformProcessorFactory();
  }

  @Override
  protected String config() {
    return """
    {trace_statements: ['set(span.attributes["added"], span.name)'],
     metric_statements: ['set(datapoint.attributes["added"], metric.name)'],
     log_statements: ['set(log.attributes["added"], 1) where log.body != nil']}
    """;
  }
}
