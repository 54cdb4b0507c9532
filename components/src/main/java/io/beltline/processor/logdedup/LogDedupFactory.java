package io.beltline.processor.logdedup;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code log_dedup} processors, which send one log record for several that are equal. */
public final class LogDedupFactory implements ProcessorFactory<LogDedupConfig> {

  @Override
  public String type() {
    return "log_dedup";
  }

  @Override
  public List<String> aliases() {
    return List.of("logdedup");
  }

  @Override
  public Class<LogDedupConfig> configType() {
    return LogDedupConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Processor create(Settings settings, LogDedupConfig config, Signal signal, Consumer next) {
    return new LogDedupProcessor(settings, config, next);
  }
}
