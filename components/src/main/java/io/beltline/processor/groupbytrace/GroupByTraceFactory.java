package io.beltline.processor.groupbytrace;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code group_by_trace} processors, which let the spans of a trace wait for each other. */
public final class GroupByTraceFactory implements ProcessorFactory<GroupByTraceConfig> {

  @Override
  public String type() {
    return "group_by_trace";
  }

  @Override
  public List<String> aliases() {
    return List.of("groupbytrace");
  }

  @Override
  public Class<GroupByTraceConfig> configType() {
    return GroupByTraceConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA);
  }

  @Override
  public Processor create(
      Settings settings, GroupByTraceConfig config, Signal signal, Consumer next) {
    return new GroupByTraceProcessor(settings, config, next);
  }
}
