package io.beltline.service.trial;

import io.beltline.api.BuildInfo;
import io.beltline.config.ConfigLoader;
import io.beltline.config.LoadedConfig;
import io.beltline.config.Problem;
import io.beltline.service.CollectorSettings;
import io.beltline.service.InvalidConfigurationException;
import io.beltline.service.plan.Factories;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlanReader;
import io.beltline.service.plan.Reading;
import java.util.ArrayList;
import java.util.List;

/** A configuration, read and found good, that can be tried as often as wanted. Immutable. */
public final class TrialConfig {
  private final Plan plan;
  private final BuildInfo build;
  private final Spots spots;
  private final List<PlacedRule> rules;

  private TrialConfig(Plan plan, BuildInfo build, Spots spots, List<PlacedRule> rules) {
    this.plan = plan;
    this.build = build;
    this.spots = spots;
    this.rules = rules;
  }

  /**
   * Reads the configuration that settings name.
   *
   * @throws InvalidConfigurationException with everything that is wrong
   */
  public static TrialConfig load(CollectorSettings settings) {
    LoadedConfig loaded =
        new ConfigLoader(settings.environment(), settings.folder(), settings.providers())
            .load(settings.locations(), settings.assignments());
    List<Problem> problems = new ArrayList<>(loaded.problems());
    if (loaded.failed()) {
      throw new InvalidConfigurationException(problems);
    }
    Factories factories = new Factories(settings.factories());
    Reading reading = PlanReader.read(loaded.tree(), factories);
    problems.addAll(reading.problems());
    Plan plan = reading.plan();
    if (plan == null) {
      throw new InvalidConfigurationException(problems);
    }
    return new TrialConfig(
        plan,
        settings.build(),
        new Spots(plan, factories),
        new RulePlaces(loaded.tree(), factories).of(plan));
  }

  /** Finds components by the words of users. */
  public Spots spots() {
    return spots;
  }

  /** The rules of all components that are used, by place. */
  public List<PlacedRule> rules() {
    return rules;
  }

  /**
   * Starts it.
   *
   * @param unixNanos what the clock shows at first
   * @throws io.beltline.api.ComponentException if a component cannot be built or started
   */
  public Trial start(long unixNanos) {
    return new Trial(plan, build, unixNanos);
  }
}
