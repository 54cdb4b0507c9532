package io.beltline.components.tally;

import io.beltline.api.Clock;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.components.metrics.MetricsBuilder;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.ottl.FailureLog;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes metrics of the records of single requests, by rules. Safe for all threads. */
public final class Tallies {
  private final Settings settings;
  private final List<TallyRule> rules;
  private final Layout layout;
  private final Slice scope;
  private final List<Outcomes.Counters> counters = new ArrayList<>();
  private @Nullable Running running;

  /**
   * By rules of one signal.
   *
   * @param component the connector's type, for the names of its own metrics
   * @param layout what the conditions of the rules need
   * @param scope the name of the scope of the metrics; may be empty
   */
  public Tallies(
      Settings settings, String component, List<TallyRule> rules, Layout layout, String scope) {
    this.settings = settings;
    this.rules = List.copyOf(rules);
    this.layout = layout;
    this.scope = scope.isEmpty() ? Slice.EMPTY : MetricsBuilder.scope(scope, "");
    for (TallyRule rule : rules) {
      counters.add(Outcomes.Counters.of(settings.meter(), component, rule.name()));
    }
  }

  private record Running(Clock clock, Environment environment, FailureLog log) {}

  /** Begins. */
  public void start(Host host) {
    running =
        new Running(
            host.clock(),
            new Environment(host.clock(), () -> ThreadLocalRandom.current().nextLong()),
            new FailureLog(
                settings.logger(), host.clock(), rules.stream().map(TallyRule::text).toList()));
  }

  /** The metrics of a request; null if no record counts. */
  public @Nullable Metrics of(Context context, Telemetry telemetry) {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("it is not started");
    }
    TallyWalk walk =
        new TallyWalk(rules, layout, now.environment(), now.log(), now.clock().unixNanos());
    Metrics metrics = walk.walk(context, telemetry, scope);
    for (int i = 0; i < rules.size(); i++) {
      counters.get(i).add(walk.outcomes(i));
    }
    return metrics;
  }
}
