package io.beltline.processor.attributes;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.components.attributes.Actions;
import io.beltline.components.match.ItemMatcher;
import io.beltline.model.Signal;
import java.util.Map;

/**
 * Makes {@code attributes} processors, which edit the attributes of spans, log records and data
 * points.
 */
public final class AttributesProcessorFactory
    implements ProcessorFactory<AttributesProcessorConfig> {

  @Override
  public String type() {
    return "attributes";
  }

  @Override
  public Class<AttributesProcessorConfig> configType() {
    return AttributesProcessorConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA);
  }

  @Override
  public Processor create(
      Settings settings, AttributesProcessorConfig config, Signal signal, Consumer next) {
    return new AttributesProcessor(
        Actions.of(config.actions()), new ItemMatcher(config.include(), config.exclude()), next);
  }
}
