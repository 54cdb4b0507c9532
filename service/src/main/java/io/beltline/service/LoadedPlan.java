package io.beltline.service;

import io.beltline.config.ConfigLoader;
import io.beltline.config.LoadedConfig;
import io.beltline.config.Problem;
import io.beltline.service.admin.AdminConfig;
import io.beltline.service.plan.Factories;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlanReader;
import io.beltline.service.plan.Reading;
import io.beltline.service.telemetry.ResourceAttributes;
import io.beltline.service.telemetry.TelemetryConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A configuration, read and found good.
 *
 * @param plan what shall run
 * @param telemetry what the collector tells of itself
 * @param admin where the admin API listens
 * @param resource what identifies the process
 * @param effective the configuration as YAML, secrets masked
 * @param warnings what the user should know
 */
record LoadedPlan(
    Plan plan,
    TelemetryConfig telemetry,
    AdminConfig admin,
    Map<String, String> resource,
    String effective,
    List<Problem> warnings) {

  /**
   * Reads the configuration that settings name.
   *
   * @param instance identifies the process
   * @throws InvalidConfigurationException with everything that is wrong
   */
  static LoadedPlan load(CollectorSettings settings, String instance) {
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
    TelemetryConfig telemetry = reading.telemetry();
    AdminConfig admin = reading.admin();
    if (plan == null || telemetry == null || admin == null) {
      throw new InvalidConfigurationException(problems);
    }
    ResourceAttributes resource =
        ResourceAttributes.read(telemetry.resource(), settings.build(), instance);
    problems.addAll(resource.problems());
    if (problems.stream().anyMatch(Problem::fatal)) {
      throw new InvalidConfigurationException(problems);
    }
    return new LoadedPlan(
        plan,
        telemetry,
        admin,
        resource.attributes(),
        EffectiveYaml.of(loaded.tree(), factories),
        problems);
  }
}
