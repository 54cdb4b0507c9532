package io.beltline.service.trial;

import io.beltline.api.BuildInfo;
import io.beltline.config.ConfigLoader;
import io.beltline.config.ConfigMap;
import io.beltline.config.LoadedConfig;
import io.beltline.config.Problem;
import io.beltline.service.CollectorSettings;
import io.beltline.service.InvalidConfigurationException;
import io.beltline.service.plan.Factories;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlanReader;
import io.beltline.service.plan.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** A configuration, read and found good, that can be tried as often as wanted. Immutable. */
public final class TrialConfig {
  private final ConfigMap tree;
  private final Factories factories;
  private final Plan plan;
  private final BuildInfo build;
  private final Spots spots;
  private final List<PlacedRule> rules;

  private TrialConfig(
      ConfigMap tree,
      Factories factories,
      Plan plan,
      BuildInfo build,
      Spots spots,
      List<PlacedRule> rules) {
    this.tree = tree;
    this.factories = factories;
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
    return of(loaded.tree(), new Factories(settings.factories()), settings.build(), problems);
  }

  private static TrialConfig of(
      ConfigMap tree, Factories factories, BuildInfo build, List<Problem> loading) {
    Reading reading = PlanReader.read(tree, factories);
    List<Problem> problems = new ArrayList<>(loading);
    problems.addAll(reading.problems());
    Plan plan = reading.plan();
    if (plan == null) {
      throw new InvalidConfigurationException(problems);
    }
    return new TrialConfig(
        tree,
        factories,
        plan,
        build,
        new Spots(plan, factories),
        new RulePlaces(tree, factories).of(plan));
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
    return start(unixNanos, passage -> {});
  }

  /**
   * Starts it.
   *
   * @param unixNanos what the clock shows at first
   * @param witness told of whatever passes, before it goes on
   * @throws io.beltline.api.ComponentException if a component cannot be built or started
   */
  public Trial start(long unixNanos, Consumer<Passage> witness) {
    return new Trial(plan, build, unixNanos, witness);
  }

  /**
   * The same without some of its rules; a group of which nothing is left goes with them.
   *
   * @throws InvalidConfigurationException if what is left cannot be used
   */
  public TrialConfig without(Collection<PlacedRule> rules) {
    RulePlaces places = new RulePlaces(tree, factories);
    return of(
        Pruning.of(tree, rules.stream().map(places::path).toList()), factories, build, List.of());
  }
}
