package io.beltline.processor.groupbyattrs;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code group_by_attrs} processors, which move attributes of records to resources. */
public final class GroupByAttrsFactory implements ProcessorFactory<GroupByAttrsConfig> {

  @Override
  public String type() {
    return "group_by_attrs";
  }

  @Override
  public List<String> aliases() {
    return List.of("groupbyattrs");
  }

  @Override
  public Class<GroupByAttrsConfig> configType() {
    return GroupByAttrsConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA);
  }

  @Override
  public Processor create(
      Settings settings, GroupByAttrsConfig config, Signal signal, Consumer next) {
    return new GroupByAttrsProcessor(settings.meter(), config, signal, next);
  }
}
