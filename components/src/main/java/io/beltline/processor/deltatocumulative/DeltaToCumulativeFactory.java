package io.beltline.processor.deltatocumulative;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code delta_to_cumulative} processors, which add up what was added to totals. */
public final class DeltaToCumulativeFactory implements ProcessorFactory<DeltaToCumulativeConfig> {

  /** For the list of components. */
  public DeltaToCumulativeFactory() {}

  @Override
  public String type() {
    return "delta_to_cumulative";
  }

  @Override
  public List<String> aliases() {
    return List.of("deltatocumulative");
  }

  @Override
  public Class<DeltaToCumulativeConfig> configType() {
    return DeltaToCumulativeConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      Settings settings, DeltaToCumulativeConfig config, Signal signal, Consumer next) {
    return new DeltaToCumulativeProcessor(settings, config, next);
  }
}
