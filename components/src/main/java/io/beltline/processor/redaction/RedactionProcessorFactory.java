package io.beltline.processor.redaction;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code redaction} processors, which remove and mask what is not to be seen. */
public final class RedactionProcessorFactory implements ProcessorFactory<RedactionProcessorConfig> {

  @Override
  public String type() {
    return "redaction";
  }

  @Override
  public Class<RedactionProcessorConfig> configType() {
    return RedactionProcessorConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.ALPHA,
        Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      Settings settings, RedactionProcessorConfig config, Signal signal, Consumer next) {
    return new RedactionProcessor(
        settings, new RedactionRules(config, signal == Signal.LOGS), next);
  }
}
