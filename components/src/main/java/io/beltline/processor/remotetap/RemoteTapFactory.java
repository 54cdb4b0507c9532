package io.beltline.processor.remotetap;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code remote_tap} processors, which show some of what passes to who listens. */
public final class RemoteTapFactory implements ProcessorFactory<RemoteTapConfig> {

  @Override
  public String type() {
    return "remote_tap";
  }

  @Override
  public List<String> aliases() {
    return List.of("remotetap");
  }

  @Override
  public Class<RemoteTapConfig> configType() {
    return RemoteTapConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES,
        Stability.ALPHA,
        Signal.METRICS,
        Stability.ALPHA,
        Signal.LOGS,
        Stability.ALPHA);
  }

  @Override
  public Processor create(Settings settings, RemoteTapConfig config, Signal signal, Consumer next) {
    return new RemoteTapProcessor(settings, config, next);
  }
}
