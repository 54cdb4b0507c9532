package io.beltline.processor.tailsampling;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code tail_sampling} processors, which keep or drop whole traces. */
public final class TailSamplingFactory implements ProcessorFactory<TailSamplingConfig> {

  @Override
  public String type() {
    return "tail_sampling";
  }

  @Override
  public List<String> aliases() {
    return List.of("tailsampling");
  }

  @Override
  public Class<TailSamplingConfig> configType() {
    return TailSamplingConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA);
  }

  @Override
  public Processor create(
      Settings settings, TailSamplingConfig config, Signal signal, Consumer next) {
    return new TailSamplingProcessor(settings, config, next);
  }
}
