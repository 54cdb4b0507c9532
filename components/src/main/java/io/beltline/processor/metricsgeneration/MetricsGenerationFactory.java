package io.beltline.processor.metricsgeneration;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code metrics_generation} processors, which make metrics of others. */
public final class MetricsGenerationFactory implements ProcessorFactory<MetricsGenerationConfig> {

  @Override
  public String type() {
    return "metrics_generation";
  }

  @Override
  public List<String> aliases() {
    return List.of("metricsgeneration", "experimental_metricsgeneration");
  }

  @Override
  public Class<MetricsGenerationConfig> configType() {
    return MetricsGenerationConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      Settings settings, MetricsGenerationConfig config, Signal signal, Consumer next) {
    return new MetricsGenerationProcessor(
        settings, config.rules().stream().map(Rule::of).toList(), next);
  }
}
