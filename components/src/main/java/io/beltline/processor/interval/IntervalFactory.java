package io.beltline.processor.interval;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code interval} processors, which send the latest point of each series now and then. */
public final class IntervalFactory implements ProcessorFactory<IntervalConfig> {

  /** For the list of components. */
  public IntervalFactory() {}

  @Override
  public String type() {
    return "interval";
  }

  @Override
  public Class<IntervalConfig> configType() {
    return IntervalConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Processor create(Settings settings, IntervalConfig config, Signal signal, Consumer next) {
    return new IntervalProcessor(settings, config, next);
  }
}
