package io.beltline.processor.resource;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.components.attributes.Actions;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code resource} processors, which edit the attributes of resources. */
public final class ResourceProcessorFactory implements ProcessorFactory<ResourceProcessorConfig> {

  @Override
  public String type() {
    return "resource";
  }

  @Override
  public Class<ResourceProcessorConfig> configType() {
    return ResourceProcessorConfig.class;
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
      Settings settings, ResourceProcessorConfig config, Signal signal, Consumer next) {
    return new ResourceProcessor(Actions.of(config.attributes()), next);
  }
}
