package io.beltline.processor.span;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class SpanProcessorContractTest extends ProcessorContract<SpanProcessorConfig> {
  @Override
  protected ProcessorFactory<SpanProcessorConfig> factory() {
    return new SpanProcessorFactory();
  }

  @Override
  protected String config() {
    return """
    {name: {to_attributes: {rules: ['(?P<first>.)'], keep_original_name: true}}, status: {code: Ok}}
    """;
  }
}
