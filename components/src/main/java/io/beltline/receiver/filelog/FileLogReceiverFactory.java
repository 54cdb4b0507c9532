package io.beltline.receiver.filelog;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.tailing.TailReceiver;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code file_log} receivers. */
public final class FileLogReceiverFactory implements ReceiverFactory<FileLogConfig> {

  @Override
  public String type() {
    return "file_log";
  }

  @Override
  public List<String> aliases() {
    return List.of("filelog");
  }

  @Override
  public Class<FileLogConfig> configType() {
    return FileLogConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, FileLogConfig config, Outputs outputs) {
    return new TailReceiver(
        settings,
        config.files(),
        config.input().storage(),
        false,
        outputs,
        way -> new EntryMaker(config, way));
  }
}
