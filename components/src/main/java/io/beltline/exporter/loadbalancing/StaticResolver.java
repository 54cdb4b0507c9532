package io.beltline.exporter.loadbalancing;

import io.beltline.api.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Tells the list that the configuration holds. */
final class StaticResolver implements Resolver {
  private final List<Backend> backends;
  private final BalancerMetrics metrics;

  StaticResolver(List<String> names, BalancerMetrics metrics) {
    this.backends = names.stream().sorted().map(Backend::of).toList();
    this.metrics = metrics;
  }

  @Override
  public String kind() {
    return "static";
  }

  @Override
  public void start(Clock clock, Consumer<List<Backend>> changed, Runnable tried) {
    metrics.resolved(true);
    changed.accept(backends);
    tried.run();
  }

  @Override
  public void stop() {}
}
