package io.beltline.processor.cumulativetodelta;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code cumulative_to_delta} processors, which make totals what was added to them. */
public final class CumulativeToDeltaFactory implements ProcessorFactory<CumulativeToDeltaConfig> {

  /** For the list of components. */
  public CumulativeToDeltaFactory() {}

  @Override
  public String type() {
    return "cumulative_to_delta";
  }

  @Override
  public List<String> aliases() {
    return List.of("cumulativetodelta");
  }

  @Override
  public Class<CumulativeToDeltaConfig> configType() {
    return CumulativeToDeltaConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Processor create(
      Settings settings, CumulativeToDeltaConfig config, Signal signal, Consumer next) {
    return new CumulativeToDeltaProcessor(settings, config, next);
  }
}
