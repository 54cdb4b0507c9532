package io.beltline.receiver.prometheus;

import java.util.List;
import java.util.function.Consumer;

/** Targets that are written out. */
final class StaticDiscovery implements Discovery {
  private final List<TargetGroup> groups;

  StaticDiscovery(List<StaticTargetsConfig> configs) {
    this.groups =
        configs.stream().map(config -> TargetGroup.of(config.targets(), config.labels())).toList();
  }

  @Override
  public List<TargetGroup> find(Consumer<String> problem) {
    return groups;
  }

  @Override
  public long again() {
    return 0;
  }

  @Override
  public String name() {
    return "static_configs";
  }
}
