package io.beltline.processor.metricstarttime;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code metric_start_time} processors, which say where cumulative points begin. */
public final class MetricStartTimeFactory implements ProcessorFactory<MetricStartTimeConfig> {

  /** For the list of components. */
  public MetricStartTimeFactory() {}

  @Override
  public String type() {
    return "metric_start_time";
  }

  @Override
  public List<String> aliases() {
    return List.of("metricstarttime");
  }

  @Override
  public Class<MetricStartTimeConfig> configType() {
    return MetricStartTimeConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Processor create(
      Settings settings, MetricStartTimeConfig config, Signal signal, Consumer next) {
    return new MetricStartTimeProcessor(settings, config, next);
  }
}
