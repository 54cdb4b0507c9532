package io.beltline.processor.span;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code span} processors, which rename spans and set their status. */
public final class SpanProcessorFactory implements ProcessorFactory<SpanProcessorConfig> {

  @Override
  public String type() {
    return "span";
  }

  @Override
  public Class<SpanProcessorConfig> configType() {
    return SpanProcessorConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.ALPHA);
  }

  @Override
  public Processor create(
      Settings settings, SpanProcessorConfig config, Signal signal, Consumer next) {
    return new SpanProcessor(config, next);
  }
}
