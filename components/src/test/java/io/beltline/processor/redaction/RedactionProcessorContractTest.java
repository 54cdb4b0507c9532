package io.beltline.processor.redaction;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class RedactionProcessorContractTest extends ProcessorContract<RedactionProcessorConfig> {
  @Override
  protected ProcessorFactory<RedactionProcessorConfig> factory() {
    return new RedactionProcessorFactory();
  }

  @Override
  protected String config() {
    return """
    {allow_all_keys: true, blocked_values: ['4[0-9]{15}', 'secret=\\S+'], summary: debug,
     redact_all_types: true, db_sanitizer: {sql: {enabled: true, attributes: [db.statement]}}}
    """;
  }
}
