package io.beltline.receiver.otlpjsonfile;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.tailing.TailReceiver;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code otlp_json_file} receivers. */
public final class OtlpJsonFileReceiverFactory
    implements ReceiverFactory<OtlpJsonFileReceiverConfig> {

  @Override
  public String type() {
    return "otlp_json_file";
  }

  @Override
  public List<String> aliases() {
    return List.of("otlpjsonfile");
  }

  @Override
  public Class<OtlpJsonFileReceiverConfig> configType() {
    return OtlpJsonFileReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES,
        Stability.ALPHA,
        Signal.METRICS,
        Stability.ALPHA,
        Signal.LOGS,
        Stability.ALPHA,
        Signal.PROFILES,
        Stability.DEVELOPMENT);
  }

  @Override
  public Receiver create(Settings settings, OtlpJsonFileReceiverConfig config, Outputs outputs) {
    return new TailReceiver(
        settings,
        config.files(),
        config.storage(),
        config.replayFile(),
        outputs,
        way -> new OtlpLines(config.files(), way));
  }
}
