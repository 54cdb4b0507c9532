package io.beltline.processor.unroll;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code unroll} processors, which make a log record of each element of a body. */
public final class UnrollProcessorFactory implements ProcessorFactory<UnrollProcessorConfig> {

  @Override
  public String type() {
    return "unroll";
  }

  @Override
  public Class<UnrollProcessorConfig> configType() {
    return UnrollProcessorConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.DEVELOPMENT);
  }

  @Override
  public Processor create(
      Settings settings, UnrollProcessorConfig config, Signal signal, Consumer next) {
    return new UnrollProcessor(settings, config.recursive(), next);
  }
}
