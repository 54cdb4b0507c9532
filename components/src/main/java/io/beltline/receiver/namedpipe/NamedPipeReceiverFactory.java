package io.beltline.receiver.namedpipe;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntryReceiver;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code named_pipe} receivers: of log lines that programs write to a pipe. */
public final class NamedPipeReceiverFactory implements ReceiverFactory<NamedPipeReceiverConfig> {

  @Override
  public String type() {
    return "named_pipe";
  }

  @Override
  public List<String> aliases() {
    return List.of("namedpipe");
  }

  @Override
  public Class<NamedPipeReceiverConfig> configType() {
    return NamedPipeReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, NamedPipeReceiverConfig config, Outputs outputs) {
    return new EntryReceiver(settings, config.input(), outputs, new NamedPipeSource(config));
  }
}
