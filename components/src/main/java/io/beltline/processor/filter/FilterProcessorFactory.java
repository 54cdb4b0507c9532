package io.beltline.processor.filter;

import io.beltline.api.ComponentException;
import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code filter} processors, which remove records by rules. */
public final class FilterProcessorFactory implements ProcessorFactory<FilterProcessorConfig> {

  @Override
  public String type() {
    return "filter";
  }

  @Override
  public Class<FilterProcessorConfig> configType() {
    return FilterProcessorConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.ALPHA,
        Signal.METRICS, Stability.ALPHA,
        Signal.LOGS, Stability.ALPHA,
        Signal.PROFILES, Stability.DEVELOPMENT);
  }

  @Override
  public Processor create(
      Settings settings, FilterProcessorConfig config, Signal signal, Consumer next) {
    Rules rules =
        Rules.of(
            config,
            signal,
            (key, message) -> {
              throw new ComponentException(key + ": " + message);
            });
    return new FilterProcessor(settings, rules, signal, next);
  }
}
