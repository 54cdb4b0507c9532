package io.beltline.processor.filter;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class FilterProcessorContractTest extends ProcessorContract<FilterProcessorConfig> {
  @Override
  protected ProcessorFactory<FilterProcessorConfig> factory() {
    return new FilterProcessorFactory();
  }

  @Override
  protected String config() {
    return """
    {traces: {span: ['name == "no such span"'], spanevent: ['name == "no such event"']},
     metrics: {metric: ['name == "no such metric"'], datapoint: ['attributes["none"] == 1']},
     log_conditions: ['log.body == "no such body"']}
    """;
  }
}
