package io.beltline.processor.resourcedetection;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code resource_detection} processors, which tell where telemetry comes from. */
public final class ResourceDetectionFactory implements ProcessorFactory<ResourceDetectionConfig> {
  private final Surroundings surroundings;

  /** Looks at what surrounds this process. */
  public ResourceDetectionFactory() {
    this(Surroundings.real());
  }

  ResourceDetectionFactory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public String type() {
    return "resource_detection";
  }

  @Override
  public List<String> aliases() {
    return List.of("resourcedetection");
  }

  @Override
  public Class<ResourceDetectionConfig> configType() {
    return ResourceDetectionConfig.class;
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
      Settings settings, ResourceDetectionConfig config, Signal signal, Consumer next) {
    return new ResourceDetectionProcessor(
        new Detection(settings, config, surroundings), config.override(), next);
  }
}
