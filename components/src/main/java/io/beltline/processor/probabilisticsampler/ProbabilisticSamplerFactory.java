package io.beltline.processor.probabilisticsampler;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code probabilistic_sampler} processors, which keep a share of spans or log records. */
public final class ProbabilisticSamplerFactory
    implements ProcessorFactory<ProbabilisticSamplerConfig> {

  @Override
  public String type() {
    return "probabilistic_sampler";
  }

  @Override
  public Class<ProbabilisticSamplerConfig> configType() {
    return ProbabilisticSamplerConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA, Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      Settings settings, ProbabilisticSamplerConfig config, Signal signal, Consumer next) {
    return new ProbabilisticSamplerProcessor(settings, config, next);
  }
}
