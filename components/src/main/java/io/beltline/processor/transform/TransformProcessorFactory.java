package io.beltline.processor.transform;

import io.beltline.api.ComponentException;
import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code transform} processors, which edit telemetry by statements of OTTL. */
public final class TransformProcessorFactory implements ProcessorFactory<TransformProcessorConfig> {

  @Override
  public String type() {
    return "transform";
  }

  @Override
  public Class<TransformProcessorConfig> configType() {
    return TransformProcessorConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.DEVELOPMENT);
  }

  @Override
  public Processor create(
      Settings settings, TransformProcessorConfig config, Signal signal, Consumer next) {
    StatementList.Compiled compiled =
        StatementList.of(config, signal)
            .compile(
                (key, message) -> {
                  throw new ComponentException(key + ": " + message);
                });
    return new TransformProcessor(settings, compiled, next);
  }
}
